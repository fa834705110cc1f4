<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>Lightstack</name>
    <message>
      <source>Acknowledge</source>
      <translation>Bestätigen</translation>
    </message>
    <message>
      <source>An alert of priority {priority}</source>
      <translation>Ein Alarm der Priorität {priority}</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Aufheben</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>and {n} more</source>
      <translation>und {n} weitere</translation>
    </message>
    <message>
      <source>{n} new alert</source>
      <translation>{n} neuer Alarm</translation>
    </message>
    <message>
      <source>{n} new alerts</source>
      <translation>{n} neue Alarme</translation>
    </message>
    <message>
      <source>The program made a mistake. The log says more.</source>
      <translation>Im Programm steckt ein Fehler. Das Protokoll sagt mehr.</translation>
    </message>
    <message>
      <source>the tray icon's messages, without buttons</source>
      <translation>Meldungen am Symbol der Leiste, ohne Knöpfe</translation>
    </message>
    <message>
      <source>Nothing was changed: the program made a mistake. The log says more.</source>
      <translation>Nichts wurde geändert: Im Programm steckt ein Fehler. Das Protokoll sagt mehr.</translation>
    </message>
    <message>
      <source>&amp;Let me use it…</source>
      <translation>&amp;Zugriff erlauben…</translation>
    </message>
    <message>
      <source>Command that does the same in a terminal</source>
      <translation>Befehl, der dasselbe im Terminal tut</translation>
    </message>
    <message>
      <source>Installs a rule for the system, after asking for a password</source>
      <translation>Richtet nach Eingabe des Passworts eine Regel für das System ein</translation>
    </message>
    <message>
      <source>What keeps a deck from working</source>
      <translation>Was ein Deck am Arbeiten hindert</translation>
    </message>
    <message>
      <source>A Stream Deck</source>
      <translation>Ein Stream Deck</translation>
    </message>
    <message>
      <source>A Stream Deck of a model that is not known yet is plugged in. Please report its product id, {product}.</source>
      <translation>Ein Stream Deck eines noch unbekannten Modells ist eingesteckt. Bitte seine Produktnummer melden: {product}.</translation>
    </message>
    <message>
      <source>You may not use {model}, although the rule for it is there. Plug it out and in again. In a remote login the user needs the group plugdev.</source>
      <translation>{model} darf nicht benutzt werden, obwohl die Regel dafür da ist. Aus- und wieder einstecken. Bei einer Anmeldung aus der Ferne muss der Benutzer zur Gruppe plugdev gehören.</translation>
    </message>
    <message>
      <source>{model} does not answer. Plug it out and in again.</source>
      <translation>{model} antwortet nicht. Aus- und wieder einstecken.</translation>
    </message>
    <message>
      <source>{model} is plugged in, but you may not use it yet. A rule for the system gives it to whoever sits at this computer.</source>
      <translation>{model} ist eingesteckt, darf aber noch nicht benutzt werden. Eine Regel für das System gibt es frei für alle, die an diesem Computer sitzen.</translation>
    </message>
    <message>
      <source>{model} is used by another program. Quit that; if the deck stays dark, plug it out and in again.</source>
      <translation>{model} wird von einem anderen Programm benutzt. Dieses beenden; bleibt das Deck dunkel, aus- und wieder einstecken.</translation>
    </message>
    <message>
      <source>{model} is used by another program: {names}. Quit that; if the deck stays dark, plug it out and in again.</source>
      <translation>{model} wird von einem anderen Programm benutzt: {names}. Dieses beenden; bleibt das Deck dunkel, aus- und wieder einstecken.</translation>
    </message>
    <message>
      <source>Its icon stays here. Quit ends it.</source>
      <translation>Das Symbol bleibt hier. „Beenden“ schließt das Programm ganz.</translation>
    </message>
    <message>
      <source>Lightstack Desktop goes on</source>
      <translation>Lightstack Desktop läuft weiter</translation>
    </message>
    <message>
      <source>Ack</source>
      <translation>Bestätigen</translation>
    </message>
    <message>
      <source>Ack all</source>
      <translation>Alle bestätigen</translation>
    </message>
    <message>
      <source>All clear</source>
      <translation>Alles ruhig</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Brighter</source>
      <translation>Heller</translation>
    </message>
    <message>
      <source>Clear all</source>
      <translation>Alle aufheben</translation>
    </message>
    <message>
      <source>Darker</source>
      <translation>Dunkler</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Raise</source>
      <translation>Auslösen</translation>
    </message>
    <message>
      <source>Toggle</source>
      <translation>Umschalten</translation>
    </message>
    <message>
      <source>active</source>
      <translation>aktiv</translation>
    </message>
    <message>
      <source>now</source>
      <translation>eben</translation>
    </message>
    <message>
      <source>API off: {why}</source>
      <translation>API aus: {why}</translation>
    </message>
    <message>
      <source>Lightstack: {state}</source>
      <translation>Lightstack: {state}</translation>
    </message>
    <message>
      <source>Not saved: the disk cannot be written. Alerts go on in memory.</source>
      <translation>Nicht gespeichert: Der Datenträger ist nicht beschreibbar. Alarme laufen im Arbeitsspeicher weiter.</translation>
    </message>
    <message>
      <source>Reachable from the network; the token is sent in the clear</source>
      <translation>Aus dem Netzwerk erreichbar; das Token wird unverschlüsselt gesendet</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>Startet…</translation>
    </message>
    <message>
      <source>acknowledged {age}</source>
      <translation>bestätigt, {age}</translation>
    </message>
    <message>
      <source>{n} active</source>
      <translation>{n} aktiv</translation>
    </message>
    <message>
      <source>{n} active, acknowledged</source>
      <translation>{n} aktiv, bestätigt</translation>
    </message>
    <message>
      <source>{n} active, {known} acknowledged</source>
      <translation>{n} aktiv, {known} bestätigt</translation>
    </message>
    <message>
      <source>{n}d</source>
      <translation>{n} T</translation>
    </message>
    <message>
      <source>{n}h</source>
      <translation>{n} h</translation>
    </message>
    <message>
      <source>{n}m</source>
      <translation>{n} min</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Beenden</translation>
    </message>
    <message>
      <source>Alerts</source>
      <translation>Alarme</translation>
    </message>
    <message>
      <source>Deck</source>
      <translation>Deck</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>On-screen &amp;deck</source>
      <translation>Bildschirm-&amp;Deck</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Simulator</source>
      <translation>Simulator</translation>
    </message>
    <message>
      <source>Statistics</source>
      <translation>Statistik</translation>
    </message>
    <message>
      <source>What is wrong</source>
      <translation>Was nicht stimmt</translation>
    </message>
    <message>
      <source>What was not done</source>
      <translation>Was nicht getan wurde</translation>
    </message>
    <message>
      <source>Notifications</source>
      <translation>Benachrichtigungen</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>none: no service shows them</source>
      <translation>keine: kein Dienst zeigt sie an</translation>
    </message>
    <message>
      <source>none: no session bus ({why})</source>
      <translation>keine: kein Sitzungsbus ({why})</translation>
    </message>
    <message>
      <source>{name}, with buttons</source>
      <translation>{name}, mit Knöpfen</translation>
    </message>
    <message>
      <source>{name}, without buttons</source>
      <translation>{name}, ohne Knöpfe</translation>
    </message>
    <message>
      <source>Nothing was done: Lightstack Desktop is still starting. Try again in a moment.</source>
      <translation>Es wurde nichts getan: Lightstack Desktop startet noch. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
      <source>Nothing was done: the program made a mistake. The log says more.</source>
      <translation>Es wurde nichts getan: Im Programm steckt ein Fehler. Das Protokoll sagt mehr.</translation>
    </message>
    <message>
      <source>Edit alert</source>
      <translation>Alarm bearbeiten</translation>
    </message>
    <message>
      <source>New alert</source>
      <translation>Neuer Alarm</translation>
    </message>
    <message>
      <source>&amp;Brightness</source>
      <translation>&amp;Helligkeit</translation>
    </message>
    <message>
      <source>&amp;Description</source>
      <translation>&amp;Beschreibung</translation>
    </message>
    <message>
      <source>&amp;Effect</source>
      <translation>&amp;Effekt</translation>
    </message>
    <message>
      <source>&amp;Icon</source>
      <translation>&amp;Symbol</translation>
    </message>
    <message>
      <source>&amp;Key</source>
      <translation>&amp;Kennung</translation>
    </message>
    <message>
      <source>&amp;Lights</source>
      <translation>&amp;Leuchtet</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>&amp;Priority</source>
      <translation>&amp;Priorität</translation>
    </message>
    <message>
      <source>Brightness</source>
      <translation>Helligkeit</translation>
    </message>
    <message>
      <source>Brightness in per cent</source>
      <translation>Helligkeit in Prozent</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>D&amp;uration</source>
      <translation>Da&amp;uer</translation>
    </message>
    <message>
      <source>Pic&amp;ture</source>
      <translation>B&amp;ild</translation>
    </message>
    <message>
      <source>What people call it</source>
      <translation>Wie Menschen ihn nennen</translation>
    </message>
    <message>
      <source>What scripts call it, such as front-door</source>
      <translation>Wie Skripte ihn nennen, etwa haustuer</translation>
    </message>
    <message>
      <source>Priority {number}</source>
      <translation>Priorität {number}</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>Zurücknehmen</translation>
    </message>
    <message>
      <source>acknowledged</source>
      <translation>bestätigt</translation>
    </message>
    <message>
      <source>&amp;Acknowledge</source>
      <translation>&amp;Bestätigen</translation>
    </message>
    <message>
      <source>&amp;Clear</source>
      <translation>&amp;Aufheben</translation>
    </message>
    <message>
      <source>&amp;Take back</source>
      <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
      <source>A acknowledges or takes back, Delete clears</source>
      <translation>A bestätigt oder nimmt zurück, Entf hebt auf</translation>
    </message>
    <message>
      <source>Active alerts</source>
      <translation>Aktive Alarme</translation>
    </message>
    <message>
      <source>Click the LEDs that this alert lights.</source>
      <translation>Die LEDs anklicken, die dieser Alarm leuchten lässt.</translation>
    </message>
    <message>
      <source>Preview of the key</source>
      <translation>Vorschau der Taste</translation>
    </message>
    <message>
      <source>Acknowledged</source>
      <translation>Bestätigt</translation>
    </message>
    <message>
      <source>Active</source>
      <translation>Aktiv</translation>
    </message>
    <message>
      <source>Idle</source>
      <translation>Inaktiv</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>Priorität</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>&amp;Edit…</source>
      <translation>B&amp;earbeiten…</translation>
    </message>
    <message>
      <source>&amp;New…</source>
      <translation>&amp;Neu…</translation>
    </message>
    <message>
      <source>&amp;Trigger</source>
      <translation>&amp;Auslösen</translation>
    </message>
    <message>
      <source>D&amp;uplicate…</source>
      <translation>D&amp;uplizieren…</translation>
    </message>
    <message>
      <source>De&amp;lete…</source>
      <translation>&amp;Löschen…</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Delete “{name}”?</source>
      <translation>„{name}“ löschen?</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filtern</translation>
    </message>
    <message>
      <source>Filter alerts</source>
      <translation>Alarme filtern</translation>
    </message>
    <message>
      <source>It is active and ends with it. Undo brings it back. The history stays.</source>
      <translation>Er ist aktiv und endet damit. „Rückgängig“ holt ihn zurück. Der Verlauf bleibt.</translation>
    </message>
    <message>
      <source>No alert has these words in its name, key or description.</source>
      <translation>Kein Alarm hat diese Wörter in Name, Kennung oder Beschreibung.</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>Redo {edit}</source>
      <translation>Wiederholen: {edit}</translation>
    </message>
    <message>
      <source>There is no alert yet. Make one with New, or let a script raise one.</source>
      <translation>Es gibt noch keinen Alarm. Mit „Neu“ einen anlegen oder von einem Skript auslösen lassen.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo brings it back. The history stays.</source>
      <translation>„Rückgängig“ holt ihn zurück. Der Verlauf bleibt.</translation>
    </message>
    <message>
      <source>Undo {edit}</source>
      <translation>Rückgängig: {edit}</translation>
    </message>
    <message>
      <source>{name} (copy)</source>
      <translation>{name} (Kopie)</translation>
    </message>
    <message>
      <source>Command</source>
      <translation>Befehl</translation>
    </message>
    <message>
      <source>Nothing is active. Scripts, jobs and other programs raise alerts.</source>
      <translation>Nichts ist aktiv. Skripte, Jobs und andere Programme lösen Alarme aus.</translation>
    </message>
    <message>
      <source>Raise a &amp;demo alert</source>
      <translation>&amp;Probealarm auslösen</translation>
    </message>
    <message>
      <source>Raise one from a terminal:</source>
      <translation>Einen im Terminal auslösen:</translation>
    </message>
    <message>
      <source>curl command</source>
      <translation>curl-Befehl</translation>
    </message>
    <message>
      <source>… or from any program that can send a web request:</source>
      <translation>… oder aus jedem Programm, das eine Webanfrage senden kann:</translation>
    </message>
    <message>
      <source>d MMM</source>
      <translation>d. MMM</translation>
    </message>
    <message>
      <source>&amp;All of them</source>
      <translation>&amp;Alle</translation>
    </message>
    <message>
      <source>Just cleared</source>
      <translation>Eben aufgehoben</translation>
    </message>
    <message>
      <source>Raise a&amp;gain</source>
      <translation>E&amp;rneut auslösen</translation>
    </message>
    <message>
      <source>{n} alerts were cleared.</source>
      <translation>{n} Alarme wurden aufgehoben.</translation>
    </message>
    <message>
      <source>“{name}” was cleared.</source>
      <translation>„{name}“ wurde aufgehoben.</translation>
    </message>
    <message>
      <source>Hue</source>
      <translation>Farbton</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>Kopiert</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Copy: {name}</source>
      <translation>Kopieren: {name}</translation>
    </message>
    <message>
      <source>Drag an alert onto a key, or choose it here and press Enter on the key. A key that is dragged here is free.</source>
      <translation>Einen Alarm auf eine Taste ziehen oder hier wählen und auf der Taste die Eingabetaste drücken. Eine hierher gezogene Taste wird frei.</translation>
    </message>
    <message>
      <source>Model of the on-screen deck</source>
      <translation>Modell des Bildschirm-Decks</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>Nächste Seite</translation>
    </message>
    <message>
      <source>Page {page} of {count}</source>
      <translation>Seite {page} von {count}</translation>
    </message>
    <message>
      <source>Previous page</source>
      <translation>Vorige Seite</translation>
    </message>
    <message>
      <source>There is no alert yet. The page Alerts makes one.</source>
      <translation>Es gibt noch keinen Alarm. Die Seite „Alarme“ legt einen an.</translation>
    </message>
    <message>
      <source>This deck</source>
      <translation>Dieses Deck</translation>
    </message>
    <message>
      <source>&amp;Sleep without a press</source>
      <translation>&amp;Schlafen ohne Tastendruck</translation>
    </message>
    <message>
      <source>A second press soon after the first</source>
      <translation>Ein zweiter Druck kurz nach dem ersten</translation>
    </message>
    <message>
      <source>Alerts that come by themselves</source>
      <translation>Alarme, die von selbst kommen</translation>
    </message>
    <message>
      <source>All. Or such as: ci-*</source>
      <translation>Alle. Oder etwa: ci-*</translation>
    </message>
    <message>
      <source>Brightness &amp;when dimmed</source>
      <translation>Helligkeit &amp;gedimmt</translation>
    </message>
    <message>
      <source>Brightness when dimmed</source>
      <translation>Helligkeit gedimmt</translation>
    </message>
    <message>
      <source>D&amp;im without a press</source>
      <translation>D&amp;immen ohne Tastendruck</translation>
    </message>
    <message>
      <source>clears the alert</source>
      <translation>hebt den Alarm auf</translation>
    </message>
    <message>
      <source>… and only these &amp;keys, one a line</source>
      <translation>… und nur diese &amp;Kennungen, eine je Zeile</translation>
    </message>
    <message>
      <source>Choose an alert in the list first.</source>
      <translation>Erst einen Alarm in der Liste wählen.</translation>
    </message>
    <message>
      <source>This alert leaves by itself: it has the key only until it is cleared.</source>
      <translation>Dieser Alarm geht von selbst: Er hat die Taste nur, bis er aufgehoben wird.</translation>
    </message>
    <message>
      <source>change the deck's settings</source>
      <translation>Deck einstellen</translation>
    </message>
    <message>
      <source>free a key</source>
      <translation>Taste freigeben</translation>
    </message>
    <message>
      <source>give a key a task</source>
      <translation>Taste belegen</translation>
    </message>
    <message>
      <source>move a key</source>
      <translation>Taste verschieben</translation>
    </message>
    <message>
      <source>put an alert on a key</source>
      <translation>Alarm auf Taste legen</translation>
    </message>
    <message>
      <source>Enter puts the chosen alert here, Delete frees the key, Ctrl and an arrow move it</source>
      <translation>Eingabe legt den gewählten Alarm hierher, Entf gibt die Taste frei, Strg und ein Pfeil verschieben sie</translation>
    </message>
    <message>
      <source>On-screen deck · {model}</source>
      <translation>Bildschirm-Deck · {model}</translation>
    </message>
    <message>
      <source>{deck} (not attached)</source>
      <translation>{deck} (nicht angeschlossen)</translation>
    </message>
    <message>
      <source>&amp;Free this key</source>
      <translation>Taste &amp;freigeben</translation>
    </message>
    <message>
      <source>&amp;Put “{name}” here</source>
      <translation>„{name}“ &amp;hierher legen</translation>
    </message>
    <message>
      <source>&amp;What it does</source>
      <translation>&amp;Was sie tut</translation>
    </message>
    <message>
      <source>Alert</source>
      <translation>Alarm</translation>
    </message>
    <message>
      <source>Alerts to put on keys</source>
      <translation>Alarme für die Tasten</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>Strip: {what}</source>
      <translation>Streifen: {what}</translation>
    </message>
    <message>
      <source>{key}: {what}</source>
      <translation>{key}: {what}</translation>
    </message>
    <message>
      <source>Acknowledge all</source>
      <translation>Alle bestätigen</translation>
    </message>
    <message>
      <source>After {n} hour</source>
      <translation>Nach {n} Stunde</translation>
    </message>
    <message>
      <source>After {n} hours</source>
      <translation>Nach {n} Stunden</translation>
    </message>
    <message>
      <source>After {n} minute</source>
      <translation>Nach {n} Minute</translation>
    </message>
    <message>
      <source>After {n} minutes</source>
      <translation>Nach {n} Minuten</translation>
    </message>
    <message>
      <source>After {n} second</source>
      <translation>Nach {n} Sekunde</translation>
    </message>
    <message>
      <source>After {n} seconds</source>
      <translation>Nach {n} Sekunden</translation>
    </message>
    <message>
      <source>As it looks now.</source>
      <translation>So sieht es gerade aus.</translation>
    </message>
    <message>
      <source>Asleep and dark. It is drawn here as it will look when it wakes.</source>
      <translation>Schläft und ist dunkel. Hier steht, wie es nach dem Aufwachen aussieht.</translation>
    </message>
    <message>
      <source>Clear all, by holding</source>
      <translation>Alle aufheben, durch Halten</translation>
    </message>
    <message>
      <source>Dimmed, as nobody pressed a key for a while.</source>
      <translation>Gedimmt, weil eine Weile niemand eine Taste gedrückt hat.</translation>
    </message>
    <message>
      <source>It is just being opened.</source>
      <translation>Es wird gerade geöffnet.</translation>
    </message>
    <message>
      <source>Key {number}</source>
      <translation>Taste {number}</translation>
    </message>
    <message>
      <source>Locked and dark, as the screen is.</source>
      <translation>Gesperrt und dunkel wie der Bildschirm.</translation>
    </message>
    <message>
      <source>Never</source>
      <translation>Nie</translation>
    </message>
    <message>
      <source>Not attached. This is how it will look, and what you change here it will have.</source>
      <translation>Nicht angeschlossen. So wird es aussehen, und was hier geändert wird, gilt dann.</translation>
    </message>
    <message>
      <source>Not shown now. This is how it will look; open it by On-screen deck.</source>
      <translation>Zurzeit nicht zu sehen. So wird es aussehen; „Bildschirm-Deck“ öffnet es.</translation>
    </message>
    <message>
      <source>Nothing, stay dark</source>
      <translation>Nichts, dunkel bleiben</translation>
    </message>
    <message>
      <source>Raise an alert</source>
      <translation>Alarm auslösen</translation>
    </message>
    <message>
      <source>Raise or clear</source>
      <translation>Auslösen oder aufheben</translation>
    </message>
    <message>
      <source>Show alerts</source>
      <translation>Alarme zeigen</translation>
    </message>
    <message>
      <source>Show how many are active</source>
      <translation>Zeigen, wie viele aktiv sind</translation>
    </message>
    <message>
      <source>The most important alert</source>
      <translation>Der wichtigste Alarm</translation>
    </message>
    <message>
      <source>Duration</source>
      <translation>Dauer</translation>
    </message>
    <message>
      <source>Unit of the duration</source>
      <translation>Einheit der Dauer</translation>
    </message>
    <message>
      <source>create</source>
      <translation>Anlegen</translation>
    </message>
    <message>
      <source>delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>edit</source>
      <translation>Bearbeiten</translation>
    </message>
    <message>
      <source>Choose an icon</source>
      <translation>Symbol wählen</translation>
    </message>
    <message>
      <source>Icons</source>
      <translation>Symbole</translation>
    </message>
    <message>
      <source>No icon fits</source>
      <translation>Kein Symbol passt</translation>
    </message>
    <message>
      <source>Search icons</source>
      <translation>Symbole suchen</translation>
    </message>
    <message>
      <source>Search: door, washing machine, alert …</source>
      <translation>Suchen (englisch): door, washing machine, alert …</translation>
    </message>
    <message>
      <source>{n} icon</source>
      <translation>{n} Symbol</translation>
    </message>
    <message>
      <source>{n} icons</source>
      <translation>{n} Symbole</translation>
    </message>
    <message>
      <source>Icon</source>
      <translation>Symbol</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Keines</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Remove the icon</source>
      <translation>Symbol entfernen</translation>
    </message>
    <message>
      <source>&amp;About</source>
      <translation>Be&amp;trifft</translation>
    </message>
    <message>
      <source>LED bar</source>
      <translation>LED-Leiste</translation>
    </message>
    <message>
      <source>LED {number}</source>
      <translation>LED {number}</translation>
    </message>
    <message>
      <source>Noisiest alerts</source>
      <translation>Häufigste Alarme</translation>
    </message>
    <message>
      <source>Share</source>
      <translation>Anteil</translation>
    </message>
    <message>
      <source>Times</source>
      <translation>Anzahl</translation>
    </message>
    <message>
      <source>&amp;Clear all…</source>
      <translation>Alle au&amp;fheben…</translation>
    </message>
    <message>
      <source>Acknowledge a&amp;ll</source>
      <translation>Alle b&amp;estätigen</translation>
    </message>
    <message>
      <source>Clear all active alerts?</source>
      <translation>Alle aktiven Alarme aufheben?</translation>
    </message>
    <message>
      <source>Demo alert</source>
      <translation>Probealarm</translation>
    </message>
    <message>
      <source>Made by the window to show what an alert is. Delete it when you like.</source>
      <translation>Vom Fenster angelegt, um zu zeigen, was ein Alarm ist. Kann jederzeit gelöscht werden.</translation>
    </message>
    <message>
      <source>They end on every deck. The history keeps them.</source>
      <translation>Auf jedem Deck enden sie. Im Verlauf bleiben sie stehen.</translation>
    </message>
    <message>
      <source>This is an alert. It lights a key of your deck and the tray icon until somebody deals with it. Acknowledge says that you know: it calms down and stays in the list. Clear ends it.</source>
      <translation>Das ist ein Alarm. Er lässt eine Taste des Decks und das Symbol in der Leiste leuchten, bis sich jemand kümmert. „Bestätigen“ heißt: Ich weiß Bescheid – er wird ruhig und bleibt in der Liste. „Aufheben“ beendet ihn.</translation>
    </message>
    <message>
      <source>&amp;Newer</source>
      <translation>&amp;Neuere</translation>
    </message>
    <message>
      <source>&amp;Older</source>
      <translation>Äl&amp;tere</translation>
    </message>
    <message>
      <source>&amp;Timeline…</source>
      <translation>&amp;Zeitverlauf…</translation>
    </message>
    <message>
      <source>Ne&amp;west</source>
      <translation>Ne&amp;ueste</translation>
    </message>
    <message>
      <source>Newer</source>
      <translation>Neuere</translation>
    </message>
    <message>
      <source>Newest</source>
      <translation>Neueste</translation>
    </message>
    <message>
      <source>Nothing fits</source>
      <translation>Nichts passt</translation>
    </message>
    <message>
      <source>Nothing happened yet</source>
      <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
      <source>O&amp;ldest</source>
      <translation>Ä&amp;lteste</translation>
    </message>
    <message>
      <source>Older</source>
      <translation>Ältere</translation>
    </message>
    <message>
      <source>Oldest</source>
      <translation>Älteste</translation>
    </message>
    <message>
      <source>The history cannot be read: {error}</source>
      <translation>Der Verlauf kann nicht gelesen werden: {error}</translation>
    </message>
    <message>
      <source>{first} to {last} of {all}</source>
      <translation>{first} bis {last} von {all}</translation>
    </message>
    <message>
      <source>&amp;Export</source>
      <translation>&amp;Exportieren</translation>
    </message>
    <message>
      <source>As &amp;CSV, for spreadsheets…</source>
      <translation>Als &amp;CSV, für Tabellen…</translation>
    </message>
    <message>
      <source>As &amp;JSON, for programs…</source>
      <translation>Als &amp;JSON, für Programme…</translation>
    </message>
    <message>
      <source>CSV files (*.csv)</source>
      <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cancelled; nothing was written.</source>
      <translation>Abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <source>Export the history</source>
      <translation>Verlauf exportieren</translation>
    </message>
    <message>
      <source>JSON files (*.json)</source>
      <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
      <source>{number} row is in {name}.</source>
      <translation>{number} Zeile steht in {name}.</translation>
    </message>
    <message>
      <source>{number} rows are in {name}.</source>
      <translation>{number} Zeilen stehen in {name}.</translation>
    </message>
    <message>
      <source>All alerts</source>
      <translation>Alle Alarme</translation>
    </message>
    <message>
      <source>Any time</source>
      <translation>Jederzeit</translation>
    </message>
    <message>
      <source>By anyone</source>
      <translation>Von allen</translation>
    </message>
    <message>
      <source>Everything</source>
      <translation>Alles</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Von</translation>
    </message>
    <message>
      <source>From … to …</source>
      <translation>Von … bis …</translation>
    </message>
    <message>
      <source>Last 30 days</source>
      <translation>Letzte 30 Tage</translation>
    </message>
    <message>
      <source>Last 365 days</source>
      <translation>Letzte 365 Tage</translation>
    </message>
    <message>
      <source>Last 7 days</source>
      <translation>Letzte 7 Tage</translation>
    </message>
    <message>
      <source>To</source>
      <translation>Bis</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Heute</translation>
    </message>
    <message>
      <source>What happened</source>
      <translation>Was geschah</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>Who did it</source>
      <translation>Wer es war</translation>
    </message>
    <message>
      <source>By</source>
      <translation>Durch</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Notiz</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <source>{what} in per cent</source>
      <translation>{what} in Prozent</translation>
    </message>
    <message>
      <source>Checking…</source>
      <translation>Wird geprüft…</translation>
    </message>
    <message>
      <source>Choose a picture</source>
      <translation>Bild wählen</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Wählen…</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>Pictures ({endings})</source>
      <translation>Bilder ({endings})</translation>
    </message>
    <message>
      <source>Remove the picture</source>
      <translation>Bild entfernen</translation>
    </message>
    <message>
      <source>The file is gone</source>
      <translation>Die Datei ist weg</translation>
    </message>
    <message>
      <source>Set by {where}; change it there.</source>
      <translation>Festgelegt durch {where}; dort ändern.</translation>
    </message>
    <message>
      <source>&amp;Copy the token</source>
      <translation>Token k&amp;opieren</translation>
    </message>
    <message>
      <source>&amp;Port</source>
      <translation>&amp;Port</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Address of the API</source>
      <translation>Adresse der API</translation>
    </message>
    <message>
      <source>Another token counts now. Copy it for the programs that need it.</source>
      <translation>Jetzt gilt ein anderes Token. Für die Programme, die es brauchen, kopieren.</translation>
    </message>
    <message>
      <source>As&amp;k my own programs for the token, too</source>
      <translation>Das Token auch von eigenen Pro&amp;grammen verlangen</translation>
    </message>
    <message>
      <source>By which others on the network ask for it, with commas between them.</source>
      <translation>Unter denen andere im Netzwerk ihn ansprechen, durch Kommas getrennt.</translation>
    </message>
    <message>
      <source>Everyone on the network who has the token, as {hosts}.</source>
      <translation>Alle im Netzwerk, die das Token haben, als {hosts}.</translation>
    </message>
    <message>
      <source>It is in the clipboard. Whoever has it may do everything here.</source>
      <translation>Es ist in der Zwischenablage. Wer es hat, darf hier alles.</translation>
    </message>
    <message>
      <source>Let others on the net&amp;work call</source>
      <translation>Aufrufe anderer im Netz&amp;werk zulassen</translation>
    </message>
    <message>
      <source>Let others on the network call?</source>
      <translation>Aufrufe anderer im Netzwerk zulassen?</translation>
    </message>
    <message>
      <source>Let them</source>
      <translation>Zulassen</translation>
    </message>
    <message>
      <source>Names of this co&amp;mputer</source>
      <translation>Na&amp;men dieses Computers</translation>
    </message>
    <message>
      <source>Port {port} is used by another program. Try another.</source>
      <translation>Ein anderes Programm benutzt Port {port}. Einen anderen wählen.</translation>
    </message>
    <message>
      <source>Programs on this computer that have the token.</source>
      <translation>Programme auf diesem Computer, die das Token haben.</translation>
    </message>
    <message>
      <source>Replace it</source>
      <translation>Ersetzen</translation>
    </message>
    <message>
      <source>Replace the toke&amp;n…</source>
      <translation>&amp;Token ersetzen…</translation>
    </message>
    <message>
      <source>Replace the token?</source>
      <translation>Token ersetzen?</translation>
    </message>
    <message>
      <source>Ser&amp;ve pages to read about the API</source>
      <translation>Seiten &amp;über die API bereitstellen</translation>
    </message>
    <message>
      <source>The present one stops counting at once: every program that uses it needs the new one.</source>
      <translation>Das bisherige gilt sofort nicht mehr: Jedes Programm, das es benutzt, braucht das neue.</translation>
    </message>
    <message>
      <source>The token is still the same. {error}</source>
      <translation>Das Token ist noch dasselbe. {error}</translation>
    </message>
    <message>
      <source>There is no token to read in {folder}.</source>
      <translation>In {folder} ist kein Token zu lesen.</translation>
    </message>
    <message>
      <source>There is none just now.</source>
      <translation>Zurzeit gibt es keine.</translation>
    </message>
    <message>
      <source>They need the token, which anybody who listens in on the network can read.</source>
      <translation>Dafür ist das Token nötig; wer im Netzwerk mithört, kann es lesen.</translation>
    </message>
    <message>
      <source>They reach it as {names}, and need the token. It is sent in the clear: whoever listens in on the network can read it, and then do everything that you can do here.</source>
      <translation>Dieser Computer ist dann erreichbar als {names}, mit dem Token. Es wird unverschlüsselt gesendet: Wer im Netzwerk mithört, kann es lesen und dann alles tun, was hier möglich ist.</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>Token</translation>
    </message>
    <message>
      <source>Tr&amp;y again</source>
      <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
      <source>Web API</source>
      <translation>Web-API</translation>
    </message>
    <message>
      <source>Who may call</source>
      <translation>Wer aufrufen darf</translation>
    </message>
    <message>
      <source>Without this, programs of yours on this computer need no token.</source>
      <translation>Ohne dies brauchen eigene Programme auf diesem Computer kein Token.</translation>
    </message>
    <message>
      <source>Your programs on this computer, without the token.</source>
      <translation>Eigene Programme auf diesem Computer, ohne Token.</translation>
    </message>
    <message>
      <source>any free one</source>
      <translation>irgendein freier</translation>
    </message>
    <message>
      <source>&amp;Back up now</source>
      <translation>&amp;Jetzt sichern</translation>
    </message>
    <message>
      <source>A backup is being made…</source>
      <translation>Eine Sicherung wird angelegt…</translation>
    </message>
    <message>
      <source>Asked for</source>
      <translation>Auf Wunsch</translation>
    </message>
    <message>
      <source>Backed up, and checked: {name}</source>
      <translation>Gesichert und geprüft: {name}</translation>
    </message>
    <message>
      <source>Backups</source>
      <translation>Sicherungen</translation>
    </message>
    <message>
      <source>Before an import</source>
      <translation>Vor einem Import</translation>
    </message>
    <message>
      <source>Before an update</source>
      <translation>Vor einer Aktualisierung</translation>
    </message>
    <message>
      <source>Before one was put back</source>
      <translation>Vor dem Zurückspielen</translation>
    </message>
    <message>
      <source>Every day</source>
      <translation>Täglich</translation>
    </message>
    <message>
      <source>It holds alerts: {alerts}, history entries: {rows}. What there is now is backed up first. Lightstack Desktop starts again for it, and the decks are dark for a moment.</source>
      <translation>Sie enthält Alarme: {alerts}, Einträge im Verlauf: {rows}. Der jetzige Stand wird vorher gesichert. Lightstack Desktop startet dafür neu, und die Decks sind kurz dunkel.</translation>
    </message>
    <message>
      <source>Kept</source>
      <translation>Vorhanden</translation>
    </message>
    <message>
      <source>Made</source>
      <translation>Angelegt</translation>
    </message>
    <message>
      <source>Nothing has changed since the newest backup.</source>
      <translation>Seit der neuesten Sicherung hat sich nichts geändert.</translation>
    </message>
    <message>
      <source>P&amp;ut it back…</source>
      <translation>Z&amp;urückspielen…</translation>
    </message>
    <message>
      <source>Put back the backup of {when}?</source>
      <translation>Die Sicherung vom {when} zurückspielen?</translation>
    </message>
    <message>
      <source>Put it back</source>
      <translation>Zurückspielen</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>The backup is being checked…</source>
      <translation>Die Sicherung wird geprüft…</translation>
    </message>
    <message>
      <source>There is none yet. One is made every day.</source>
      <translation>Noch gibt es keine. Täglich wird eine angelegt.</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Anlass</translation>
    </message>
    <message>
      <source>{n} backup, {size}</source>
      <translation>{n} Sicherung, {size}</translation>
    </message>
    <message>
      <source>{n} backups, {size}</source>
      <translation>{n} Sicherungen, {size}</translation>
    </message>
    <message>
      <source>Brightness, dimming, sleep</source>
      <translation>Helligkeit, Dimmen, Schlaf</translation>
    </message>
    <message>
      <source>Choose them on the Deck page</source>
      <translation>Auf der Seite „Deck“ wählen</translation>
    </message>
    <message>
      <source>Decks</source>
      <translation>Decks</translation>
    </message>
    <message>
      <source>Each deck has its own.</source>
      <translation>Jedes Deck hat eigene.</translation>
    </message>
    <message>
      <source>Lock</source>
      <translation>Sperre</translation>
    </message>
    <message>
      <source>No deck is plugged in. The on-screen deck shows the same.</source>
      <translation>Kein Deck ist eingesteckt. Das Bildschirm-Deck zeigt dasselbe.</translation>
    </message>
    <message>
      <source>Plugged in</source>
      <translation>Eingesteckt</translation>
    </message>
    <message>
      <source>While the screen is locked every deck is dark and takes no press.</source>
      <translation>Solange der Bildschirm gesperrt ist, ist jedes Deck dunkel und nimmt keinen Tastendruck an.</translation>
    </message>
    <message>
      <source>a model that is not known</source>
      <translation>ein unbekanntes Modell</translation>
    </message>
    <message>
      <source>another program has it</source>
      <translation>ein anderes Programm benutzt es</translation>
    </message>
    <message>
      <source>does not answer</source>
      <translation>antwortet nicht</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>in Gebrauch</translation>
    </message>
    <message>
      <source>no permission; 'lightstack doctor' says what to do</source>
      <translation>keine Berechtigung; „lightstack doctor“ sagt, was zu tun ist</translation>
    </message>
    <message>
      <source>plugged in</source>
      <translation>eingesteckt</translation>
    </message>
    <message>
      <source>Access to decks: {name}</source>
      <translation>Zugriff auf Decks: {name}</translation>
    </message>
    <message>
      <source>C&amp;opy the report</source>
      <translation>Beri&amp;cht kopieren</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Datenbank</translation>
    </message>
    <message>
      <source>Diagnostics</source>
      <translation>Diagnose</translation>
    </message>
    <message>
      <source>Errors alone</source>
      <translation>Nur Fehler</translation>
    </message>
    <message>
      <source>Examination</source>
      <translation>Untersuchung</translation>
    </message>
    <message>
      <source>In use</source>
      <translation>In Gebrauch</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>Look &amp;for problems</source>
      <translation>Nach P&amp;roblemen suchen</translation>
    </message>
    <message>
      <source>Looking…</source>
      <translation>Wird untersucht…</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Screen: {name}</source>
      <translation>Anzeige: {name}</translation>
    </message>
    <message>
      <source>The lo&amp;g tells</source>
      <translation>Ins Proto&amp;koll kommt</translation>
    </message>
    <message>
      <source>Tray: none. The window is the way in; closing it makes it small.</source>
      <translation>Leistensymbol: keines. Das Fenster ist der Zugang; Schließen verkleinert es.</translation>
    </message>
    <message>
      <source>Tray: there is one.</source>
      <translation>Leistensymbol: vorhanden.</translation>
    </message>
    <message>
      <source>Versions</source>
      <translation>Versionen</translation>
    </message>
    <message>
      <source>Warnings and errors</source>
      <translation>Warnungen und Fehler</translation>
    </message>
    <message>
      <source>What happens</source>
      <translation>Was geschieht</translation>
    </message>
    <message>
      <source> days</source>
      <translation> Tage</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>&amp;Sprache</translation>
    </message>
    <message>
      <source>&amp;Reduce motion on the decks</source>
      <translation>Bewegung auf den Decks verr&amp;ingern</translation>
    </message>
    <message>
      <source>As the desktop</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>General</source>
      <translation>Allgemein</translation>
    </message>
    <message>
      <source>K&amp;ept for</source>
      <translation>Au&amp;fbewahrt für</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Most en&amp;tries kept</source>
      <translation>&amp;Höchstzahl der Einträge</translation>
    </message>
    <message>
      <source>Start &amp;again now</source>
      <translation>Jetzt &amp;neu starten</translation>
    </message>
    <message>
      <source>T&amp;heme</source>
      <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
      <source>Texts change when the program starts the next time.</source>
      <translation>Die Texte ändern sich beim nächsten Start des Programms.</translation>
    </message>
    <message>
      <source>What is older, or more than that, is removed once a day.</source>
      <translation>Was älter oder mehr ist, wird einmal am Tag entfernt.</translation>
    </message>
    <message>
      <source>for ever</source>
      <translation>immer</translation>
    </message>
    <message>
      <source>&amp;Start at login</source>
      <translation>Beim &amp;Anmelden starten</translation>
    </message>
    <message>
      <source>Not on this system: use its own settings for it.</source>
      <translation>Nicht auf diesem System: dafür dessen eigene Einstellungen benutzen.</translation>
    </message>
    <message>
      <source>Do not disturb</source>
      <translation>Nicht stören</translation>
    </message>
    <message>
      <source>End it now</source>
      <translation>Jetzt beenden</translation>
    </message>
    <message>
      <source>For 1 hour</source>
      <translation>Für 1 Stunde</translation>
    </message>
    <message>
      <source>Nothing</source>
      <translation>Nichts</translation>
    </message>
    <message>
      <source>Notify of</source>
      <translation>Benachrichtigen bei</translation>
    </message>
    <message>
      <source>Of what is notified of. Do not disturb silences all but the critical.</source>
      <translation>Von dem, was gemeldet wird. „Nicht stören“ lässt nur die kritischen durch.</translation>
    </message>
    <message>
      <source>Off.</source>
      <translation>Aus.</translation>
    </message>
    <message>
      <source>On, until {time}.</source>
      <translation>Ein, bis {time}.</translation>
    </message>
    <message>
      <source>That there is something</source>
      <translation>Dass es etwas gibt</translation>
    </message>
    <message>
      <source>Until tomorrow</source>
      <translation>Bis morgen</translation>
    </message>
    <message>
      <source>Wh&amp;ile locked</source>
      <translation>Bei gesperrtem Bi&amp;ldschirm</translation>
    </message>
    <message>
      <source>With a sound</source>
      <translation>Mit Ton</translation>
    </message>
    <message>
      <source>&amp;Tick nothing</source>
      <translation>&amp;Leeren</translation>
    </message>
    <message>
      <source>Alerts to try</source>
      <translation>Alarme zum Ausprobieren</translation>
    </message>
    <message>
      <source>Take from &amp;now</source>
      <translation>Wie &amp;jetzt</translation>
    </message>
    <message>
      <source>There is no alert yet to try. Make one on the page Alerts.</source>
      <translation>Es gibt noch keinen Alarm zum Ausprobieren. Auf der Seite „Alarme“ einen anlegen.</translation>
    </message>
    <message>
      <source>What becomes of each alert</source>
      <translation>Was aus jedem Alarm wird</translation>
    </message>
    <message>
      <source>{model}, fresh</source>
      <translation>{model}, fabrikneu</translation>
    </message>
    <message>
      <source>{n} d</source>
      <translation>{n} T</translation>
    </message>
    <message>
      <source>{n} d {m} h</source>
      <translation>{n} T {m} h</translation>
    </message>
    <message>
      <source>{n} h</source>
      <translation>{n} h</translation>
    </message>
    <message>
      <source>{n} h {m} min</source>
      <translation>{n} h {m} min</translation>
    </message>
    <message>
      <source>{n} min</source>
      <translation>{n} min</translation>
    </message>
    <message>
      <source>{n} min {m} s</source>
      <translation>{n} min {m} s</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>1 d</source>
      <translation>1 T</translation>
    </message>
    <message>
      <source>1 h</source>
      <translation>1 h</translation>
    </message>
    <message>
      <source>1 m</source>
      <translation>1 min</translation>
    </message>
    <message>
      <source>15 m</source>
      <translation>15 min</translation>
    </message>
    <message>
      <source>4 h</source>
      <translation>4 h</translation>
    </message>
    <message>
      <source>5 m</source>
      <translation>5 min</translation>
    </message>
    <message>
      <source>Alerts a day by priority</source>
      <translation>Alarme pro Tag nach Priorität</translation>
    </message>
    <message>
      <source>Alerts by weekday and hour</source>
      <translation>Alarme nach Wochentag und Stunde</translation>
    </message>
    <message>
      <source>Counting</source>
      <translation>Zählung</translation>
    </message>
    <message>
      <source>Counting…</source>
      <translation>Wird gezählt…</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>Each bar goes up to the time below it. {number} was acknowledged, within {time}.</source>
      <translation>Jeder Balken reicht bis zur Zeit darunter. {number} wurde bestätigt, innerhalb von {time}.</translation>
    </message>
    <message>
      <source>Each bar goes up to the time below it. {number} were acknowledged, half of them within {time}.</source>
      <translation>Jeder Balken reicht bis zur Zeit darunter. {number} wurden bestätigt, die Hälfte davon innerhalb von {time}.</translation>
    </message>
    <message>
      <source>Last 90 days</source>
      <translation>Letzte 90 Tage</translation>
    </message>
    <message>
      <source>No longer configured</source>
      <translation>Nicht mehr eingerichtet</translation>
    </message>
    <message>
      <source>Nobody acknowledged any.</source>
      <translation>Niemand hat einen bestätigt.</translation>
    </message>
    <message>
      <source>Nothing was raised in these days.</source>
      <translation>In diesen Tagen wurde nichts ausgelöst.</translation>
    </message>
    <message>
      <source>The brighter, the more. The most on {day} from {hour}:00 to {next}:00: {count}.</source>
      <translation>Je heller, desto mehr. Die meisten am {day} von {hour}:00 bis {next}:00: {count}.</translation>
    </message>
    <message>
      <source>Time to acknowledge</source>
      <translation>Zeit bis zum Bestätigen</translation>
    </message>
    <message>
      <source>Together {share} % of all that was raised.</source>
      <translation>Zusammen {share} % von allem, was ausgelöst wurde.</translation>
    </message>
    <message>
      <source>more</source>
      <translation>mehr</translation>
    </message>
    <message>
      <source>no longer configured</source>
      <translation>nicht mehr eingerichtet</translation>
    </message>
    <message>
      <source>{total} in all, the most on {day}: {most}. By the priority that they have now: {parts}.</source>
      <translation>Insgesamt {total}, die meisten am {day}: {most}. Nach der heutigen Priorität: {parts}.</translation>
    </message>
    <message>
      <source>As configured</source>
      <translation>Wie eingerichtet</translation>
    </message>
    <message>
      <source>Known</source>
      <translation>Bestätigt</translation>
    </message>
    <message>
      <source>Acknowledged after</source>
      <translation>Bestätigt nach</translation>
    </message>
    <message>
      <source>Acknowledged: {n}, half of them within {time}.</source>
      <translation>Bestätigt: {n}, die Hälfte davon innerhalb von {time}.</translation>
    </message>
    <message>
      <source>Activations</source>
      <translation>Aktivierungen</translation>
    </message>
    <message>
      <source>Began</source>
      <translation>Beginn</translation>
    </message>
    <message>
      <source>Cleared after</source>
      <translation>Aufgehoben nach</translation>
    </message>
    <message>
      <source>Cleared: {n}, half of them within {time}.</source>
      <translation>Aufgehoben: {n}, die Hälfte davon innerhalb von {time}.</translation>
    </message>
    <message>
      <source>How long</source>
      <translation>Wie lange</translation>
    </message>
    <message>
      <source>It was never active.</source>
      <translation>Er war nie aktiv.</translation>
    </message>
    <message>
      <source>On show: {n}.</source>
      <translation>Gezeigt: {n}.</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen…</translation>
    </message>
    <message>
      <source>Timeline</source>
      <translation>Zeitverlauf</translation>
    </message>
    <message>
      <source>Triggers</source>
      <translation>Ausgelöst</translation>
    </message>
    <message>
      <source>still active</source>
      <translation>noch aktiv</translation>
    </message>
    <message>
      <source>Current: “{name}”. Its priority is {priority}; that of “{next}”, the next, is {lower}.</source>
      <translation>Aktuell: „{name}“. Er hat Priorität {priority}; der nächste, „{next}“, hat {lower}.</translation>
    </message>
    <message>
      <source>Current: “{name}”. Nothing else is active.</source>
      <translation>Aktuell: „{name}“. Sonst ist nichts aktiv.</translation>
    </message>
    <message>
      <source>Current: “{name}”. The next, “{next}”, is acknowledged; this one is not.</source>
      <translation>Aktuell: „{name}“. Der nächste, „{next}“, ist bestätigt; dieser nicht.</translation>
    </message>
    <message>
      <source>Current: “{name}”. “{next}” has the same priority, but its key comes later.</source>
      <translation>Aktuell: „{name}“. „{next}“ hat dieselbe Priorität, aber seine Kennung kommt später.</translation>
    </message>
    <message>
      <source>LED {numbers}</source>
      <translation>LED {numbers}</translation>
    </message>
    <message>
      <source>LEDs {numbers}</source>
      <translation>LEDs {numbers}</translation>
    </message>
    <message>
      <source>Lights the whole bar: no other bar alert comes before it.</source>
      <translation>Leuchtet auf der ganzen Leiste: Kein anderer Leistenalarm kommt vor ihm.</translation>
    </message>
    <message>
      <source>Lights {leds}.</source>
      <translation>Leuchtet auf {leds}.</translation>
    </message>
    <message>
      <source>No key is free: it is counted on the last one.</source>
      <translation>Keine Taste ist frei: Er wird auf der letzten mitgezählt.</translation>
    </message>
    <message>
      <source>Not on the bar: it is acknowledged, and {winners} is not.</source>
      <translation>Nicht auf der Leiste: Er ist bestätigt, {winners} nicht.</translation>
    </message>
    <message>
      <source>Not on the bar: its LEDs show {winners}, before it in rank.</source>
      <translation>Nicht auf der Leiste: Seine LEDs zeigen {winners}, im Rang vor ihm.</translation>
    </message>
    <message>
      <source>Not on the bar: {winners} comes before it.</source>
      <translation>Nicht auf der Leiste: {winners} kommt vor ihm.</translation>
    </message>
    <message>
      <source>Not on the bar: {winners} lights all of it, and a bar alert goes before single LEDs whatever its priority.</source>
      <translation>Nicht auf der Leiste: {winners} belegt sie ganz, und ein Leistenalarm geht einzelnen LEDs vor, gleich welche Priorität er hat.</translation>
    </message>
    <message>
      <source>Nothing is active: all is clear.</source>
      <translation>Nichts ist aktiv: alles ruhig.</translation>
    </message>
    <message>
      <source>On key {key}.</source>
      <translation>Auf Taste {key}.</translation>
    </message>
    <message>
      <source>The bar is dark.</source>
      <translation>Die Leiste ist dunkel.</translation>
    </message>
    <message>
      <source>This deck does not show it: its filter keeps it away.</source>
      <translation>Dieses Deck zeigt ihn nicht: Sein Filter hält ihn fern.</translation>
    </message>
    <message>
      <source>{leds}: dark</source>
      <translation>{leds}: dunkel</translation>
    </message>
    <message>
      <source>{leds}: “{name}”, {color}, {effect}</source>
      <translation>{leds}: „{name}“, {color}, {effect}</translation>
    </message>
    <message>
      <source>“{name}”</source>
      <translation>„{name}“</translation>
    </message>
    <message>
      <source>Aurora</source>
      <translation>Polarlicht</translation>
    </message>
    <message>
      <source>Blue</source>
      <translation>Blau</translation>
    </message>
    <message>
      <source>Chase</source>
      <translation>Lauflicht</translation>
    </message>
    <message>
      <source>Choose one LED or more: click them in the bar.</source>
      <translation>Mindestens eine LED wählen: in der Leiste anklicken.</translation>
    </message>
    <message>
      <source>Clear effect</source>
      <translation>Effekt löschen</translation>
    </message>
    <message>
      <source>Cleared</source>
      <translation>Aufgehoben</translation>
    </message>
    <message>
      <source>Command line</source>
      <translation>Befehlszeile</translation>
    </message>
    <message>
      <source>Critical</source>
      <translation>Kritisch</translation>
    </message>
    <message>
      <source>Cyan</source>
      <translation>Cyan</translation>
    </message>
    <message>
      <source>Falling</source>
      <translation>Fallend</translation>
    </message>
    <message>
      <source>Fast blink</source>
      <translation>Schnelles Blinken</translation>
    </message>
    <message>
      <source>Fast chase</source>
      <translation>Schnelles Lauflicht</translation>
    </message>
    <message>
      <source>Fast falling</source>
      <translation>Schnell fallend</translation>
    </message>
    <message>
      <source>Fast rising</source>
      <translation>Schnell steigend</translation>
    </message>
    <message>
      <source>Fast siren</source>
      <translation>Schnelle Sirene</translation>
    </message>
    <message>
      <source>Green</source>
      <translation>Grün</translation>
    </message>
    <message>
      <source>High</source>
      <translation>Hoch</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>Stunden</translation>
    </message>
    <message>
      <source>Import from LightStack</source>
      <translation>Import aus LightStack</translation>
    </message>
    <message>
      <source>Info</source>
      <translation>Info</translation>
    </message>
    <message>
      <source>Light Pink</source>
      <translation>Hellrosa</translation>
    </message>
    <message>
      <source>Like {color}</source>
      <translation>Ähnlich wie {color}</translation>
    </message>
    <message>
      <source>Low</source>
      <translation>Niedrig</translation>
    </message>
    <message>
      <source>Medium</source>
      <translation>Mittel</translation>
    </message>
    <message>
      <source>Medium blink</source>
      <translation>Mittleres Blinken</translation>
    </message>
    <message>
      <source>Medium falling</source>
      <translation>Mittel fallend</translation>
    </message>
    <message>
      <source>Medium rising</source>
      <translation>Mittel steigend</translation>
    </message>
    <message>
      <source>Minutes</source>
      <translation>Minuten</translation>
    </message>
    <message>
      <source>Not at all</source>
      <translation>Gar nicht</translation>
    </message>
    <message>
      <source>Notification</source>
      <translation>Benachrichtigung</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Aus</translation>
    </message>
    <message>
      <source>On-screen deck</source>
      <translation>Bildschirm-Deck</translation>
    </message>
    <message>
      <source>Open close</source>
      <translation>Öffnen und schließen</translation>
    </message>
    <message>
      <source>Orange</source>
      <translation>Orange</translation>
    </message>
    <message>
      <source>Pink</source>
      <translation>Pink</translation>
    </message>
    <message>
      <source>Pulse</source>
      <translation>Pulsieren</translation>
    </message>
    <message>
      <source>Purple</source>
      <translation>Violett</translation>
    </message>
    <message>
      <source>REST API</source>
      <translation>REST-API</translation>
    </message>
    <message>
      <source>Red</source>
      <translation>Rot</translation>
    </message>
    <message>
      <source>Rising</source>
      <translation>Steigend</translation>
    </message>
    <message>
      <source>Seconds</source>
      <translation>Sekunden</translation>
    </message>
    <message>
      <source>Single LEDs</source>
      <translation>Einzelne LEDs</translation>
    </message>
    <message>
      <source>Slow blink</source>
      <translation>Langsames Blinken</translation>
    </message>
    <message>
      <source>Slow chase</source>
      <translation>Langsames Lauflicht</translation>
    </message>
    <message>
      <source>Slow falling</source>
      <translation>Langsam fallend</translation>
    </message>
    <message>
      <source>Slow rising</source>
      <translation>Langsam steigend</translation>
    </message>
    <message>
      <source>Slow siren</source>
      <translation>Langsame Sirene</translation>
    </message>
    <message>
      <source>Small to big</source>
      <translation>Klein zu groß</translation>
    </message>
    <message>
      <source>Solid</source>
      <translation>Dauerlicht</translation>
    </message>
    <message>
      <source>Stream Deck</source>
      <translation>Stream Deck</translation>
    </message>
    <message>
      <source>Taken back</source>
      <translation>Zurückgenommen</translation>
    </message>
    <message>
      <source>Teal</source>
      <translation>Petrol</translation>
    </message>
    <message>
      <source>The description must have at most {most} characters</source>
      <translation>Die Beschreibung darf höchstens {most} Zeichen haben</translation>
    </message>
    <message>
      <source>The description must not contain control characters</source>
      <translation>Die Beschreibung darf keine Steuerzeichen enthalten</translation>
    </message>
    <message>
      <source>The key must be valid UTF-8</source>
      <translation>Die Kennung muss gültiges UTF-8 sein</translation>
    </message>
    <message>
      <source>The key must have 1 to {most} characters</source>
      <translation>Die Kennung muss 1 bis {most} Zeichen haben</translation>
    </message>
    <message>
      <source>The key must not begin or end with a space</source>
      <translation>Die Kennung darf nicht mit einem Leerzeichen beginnen oder enden</translation>
    </message>
    <message>
      <source>The key must not contain '/'</source>
      <translation>Die Kennung darf kein '/' enthalten</translation>
    </message>
    <message>
      <source>The key must not contain control characters</source>
      <translation>Die Kennung darf keine Steuerzeichen enthalten</translation>
    </message>
    <message>
      <source>The name must have at most {most} characters</source>
      <translation>Der Name darf höchstens {most} Zeichen haben</translation>
    </message>
    <message>
      <source>The name must not contain control characters</source>
      <translation>Der Name darf keine Steuerzeichen enthalten</translation>
    </message>
    <message>
      <source>The whole bar</source>
      <translation>Die ganze Leiste</translation>
    </message>
    <message>
      <source>There is an alert with this key already. Choose another.</source>
      <translation>Einen Alarm mit dieser Kennung gibt es schon. Eine andere wählen.</translation>
    </message>
    <message>
      <source>This key is reserved. Choose another.</source>
      <translation>Diese Kennung ist reserviert. Eine andere wählen.</translation>
    </message>
    <message>
      <source>Tray</source>
      <translation>Leistensymbol</translation>
    </message>
    <message>
      <source>Triggered</source>
      <translation>Ausgelöst</translation>
    </message>
    <message>
      <source>Until cleared</source>
      <translation>Bis aufgehoben</translation>
    </message>
    <message>
      <source>WebSocket</source>
      <translation>WebSocket</translation>
    </message>
    <message>
      <source>White</source>
      <translation>Weiß</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>Fenster</translation>
    </message>
    <message>
      <source>Yellow</source>
      <translation>Gelb</translation>
    </message>
    <message>
      <source>{n} hour</source>
      <translation>{n} Stunde</translation>
    </message>
    <message>
      <source>{n} hours</source>
      <translation>{n} Stunden</translation>
    </message>
    <message>
      <source>{n} minute</source>
      <translation>{n} Minute</translation>
    </message>
    <message>
      <source>{n} minutes</source>
      <translation>{n} Minuten</translation>
    </message>
    <message>
      <source>{n} second</source>
      <translation>{n} Sekunde</translation>
    </message>
    <message>
      <source>{n} seconds</source>
      <translation>{n} Sekunden</translation>
    </message>
    <message>
      <source>Lock screen</source>
      <translation>Bildschirmsperre</translation>
    </message>
    <message>
      <source>Sleep</source>
      <translation>Ruhezustand</translation>
    </message>
    <message>
      <source>followed by logind, which does not wait for the decks</source>
      <translation>verfolgt über logind, das nicht auf die Decks wartet</translation>
    </message>
    <message>
      <source>followed by logind, which waits for the decks to go dark</source>
      <translation>verfolgt über logind, das wartet, bis die Decks dunkel sind</translation>
    </message>
    <message>
      <source>followed by {names}</source>
      <translation>verfolgt über {names}</translation>
    </message>
    <message>
      <source>no system bus: {why}</source>
      <translation>kein Systembus: {why}</translation>
    </message>
    <message>
      <source>nobody tells</source>
      <translation>niemand meldet es</translation>
    </message>
    <message>
      <source>not followed ({why}): decks are lit anew when they answer</source>
      <translation>wird nicht verfolgt ({why}): Decks leuchten wieder, sobald sie antworten</translation>
    </message>
    <message>
      <source>not followed: {why}</source>
      <translation>wird nicht verfolgt: {why}</translation>
    </message>
    <message>
      <source>Nothing was restored. {error}</source>
      <translation>Nichts wurde zurückgespielt. {error}</translation>
    </message>
    <message>
      <source>Restored {name}: alerts: {alerts}, history rows: {rows}.</source>
      <translation>{name} zurückgespielt: Alarme: {alerts}, Einträge im Verlauf: {rows}.</translation>
    </message>
    <message>
      <source>What was there before is kept as {name}.</source>
      <translation>Der vorige Stand bleibt erhalten als {name}.</translation>
    </message>
    <message>
      <source>The rule was not installed: no password was given, or it was not allowed.</source>
      <translation>Die Regel wurde nicht eingerichtet: Es wurde kein Passwort eingegeben, oder es war nicht erlaubt.</translation>
    </message>
    <message>
      <source>The rule was not installed: this desktop cannot ask for a password. Run the command in a terminal.</source>
      <translation>Die Regel wurde nicht eingerichtet: Diese Oberfläche kann nicht nach einem Passwort fragen. Den Befehl im Terminal ausführen.</translation>
    </message>
    <message>
      <source>The rule was not installed: {why}</source>
      <translation>Die Regel wurde nicht eingerichtet: {why}</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Menü</translation>
    </message>
    <message>
      <source>Acknowledge the current alert</source>
      <translation>Den aktuellen Alarm bestätigen</translation>
    </message>
    <message>
      <source>Acknowledge {name}</source>
      <translation>{name} bestätigen</translation>
    </message>
    <message>
      <source>Asleep; any press wakes it</source>
      <translation>Schläft; jeder Tastendruck weckt es</translation>
    </message>
    <message>
      <source>Brightness dial, {percent} %</source>
      <translation>Drehregler Helligkeit, {percent} %</translation>
    </message>
    <message>
      <source>Clear the current alert</source>
      <translation>Den aktuellen Alarm aufheben</translation>
    </message>
    <message>
      <source>Clear {name}</source>
      <translation>{name} aufheben</translation>
    </message>
    <message>
      <source>Dark while the screen is locked</source>
      <translation>Dunkel, solange der Bildschirm gesperrt ist</translation>
    </message>
    <message>
      <source>Dial {number}</source>
      <translation>Drehregler {number}</translation>
    </message>
    <message>
      <source>Empty key</source>
      <translation>Leere Taste</translation>
    </message>
    <message>
      <source>Enter acknowledges, held it clears. Left and Right turn pages.</source>
      <translation>Eingabe bestätigt, gehalten hebt sie auf. Links und Rechts blättern.</translation>
    </message>
    <message>
      <source>Hold to clear all</source>
      <translation>Halten, um alle aufzuheben</translation>
    </message>
    <message>
      <source>Pages dial, page {page} of {pages}</source>
      <translation>Drehregler Seiten, Seite {page} von {pages}</translation>
    </message>
    <message>
      <source>Trigger</source>
      <translation>Auslösen</translation>
    </message>
    <message>
      <source>Trigger or clear</source>
      <translation>Auslösen oder aufheben</translation>
    </message>
    <message>
      <source>Trigger or clear {name}</source>
      <translation>{name} auslösen oder aufheben</translation>
    </message>
    <message>
      <source>Trigger {name}</source>
      <translation>{name} auslösen</translation>
    </message>
    <message>
      <source>Up and Down turn it. Enter acknowledges the current alert.</source>
      <translation>Auf und Ab drehen ihn. Eingabe bestätigt den aktuellen Alarm.</translation>
    </message>
    <message>
      <source>for a day</source>
      <translation>seit einem Tag</translation>
    </message>
    <message>
      <source>for a minute</source>
      <translation>seit einer Minute</translation>
    </message>
    <message>
      <source>for an hour</source>
      <translation>seit einer Stunde</translation>
    </message>
    <message>
      <source>for {n} days</source>
      <translation>seit {n} Tagen</translation>
    </message>
    <message>
      <source>for {n} hours</source>
      <translation>seit {n} Stunden</translation>
    </message>
    <message>
      <source>for {n} minutes</source>
      <translation>seit {n} Minuten</translation>
    </message>
    <message>
      <source>idle</source>
      <translation>inaktiv</translation>
    </message>
    <message>
      <source>just now</source>
      <translation>eben</translation>
    </message>
    <message>
      <source>not saved</source>
      <translation>nicht gespeichert</translation>
    </message>
    <message>
      <source>page {page} of {pages}</source>
      <translation>Seite {page} von {pages}</translation>
    </message>
    <message>
      <source>press not taken</source>
      <translation>Tastendruck nicht angenommen</translation>
    </message>
    <message>
      <source>priority {priority}</source>
      <translation>Priorität {priority}</translation>
    </message>
    <message>
      <source>{n} acknowledged</source>
      <translation>{n} bestätigt</translation>
    </message>
    <message>
      <source>{n} more active</source>
      <translation>{n} weitere aktiv</translation>
    </message>
    <message>
      <source>{n} times</source>
      <translation>{n}-mal</translation>
    </message>
    <message>
      <source>A name of this computer</source>
      <translation>Ein Name dieses Computers</translation>
    </message>
    <message>
      <source>Alert '{key}' is not active</source>
      <translation>Der Alarm „{key}“ ist nicht aktiv</translation>
    </message>
    <message>
      <source>Alert '{key}' not found</source>
      <translation>Den Alarm „{key}“ gibt es nicht</translation>
    </message>
    <message>
      <source>Alert config '{key}' already exists</source>
      <translation>Den Alarm „{key}“ gibt es schon</translation>
    </message>
    <message>
      <source>All that came after could be read.</source>
      <translation>Alles danach war lesbar.</translation>
    </message>
    <message>
      <source>Another program keeps it locked. Close that program.</source>
      <translation>Ein anderes Programm hält sie gesperrt. Dieses beenden.</translation>
    </message>
    <message>
      <source>Another program reads {path}. Close that program.</source>
      <translation>Ein anderes Programm liest {path}. Dieses beenden.</translation>
    </message>
    <message>
      <source>Cannot make the folder {path}: {why}. Free the path, or name another by LIGHTSTACK_DATA_DIR, LIGHTSTACK_STATE_DIR or LIGHTSTACK_RUNTIME_DIR.</source>
      <translation>Der Ordner {path} lässt sich nicht anlegen: {why}. Den Pfad freimachen oder einen anderen nennen, mit LIGHTSTACK_DATA_DIR, LIGHTSTACK_STATE_DIR oder LIGHTSTACK_RUNTIME_DIR.</translation>
    </message>
    <message>
      <source>Cannot open {path}: {why}.</source>
      <translation>{path} lässt sich nicht öffnen: {why}.</translation>
    </message>
    <message>
      <source>Cannot remove {path}: {why}.</source>
      <translation>{path} lässt sich nicht entfernen: {why}.</translation>
    </message>
    <message>
      <source>Cannot write {path}: {why}.</source>
      <translation>{path} lässt sich nicht schreiben: {why}.</translation>
    </message>
    <message>
      <source>Cannot write {path}: {why}. Choose another place, or make room there, then try again.</source>
      <translation>{path} lässt sich nicht schreiben: {why}. Einen anderen Ort wählen oder dort Platz schaffen, dann noch einmal versuchen.</translation>
    </message>
    <message>
      <source>Database {path}: it was replaced while it was in use. Restart Lightstack Desktop.</source>
      <translation>Datenbank {path}: Sie wurde im Betrieb ersetzt. Lightstack Desktop neu starten.</translation>
    </message>
    <message>
      <source>Database {path}: its tables cannot be read.</source>
      <translation>Datenbank {path}: Ihre Tabellen sind nicht lesbar.</translation>
    </message>
    <message>
      <source>Database {path}: {why}</source>
      <translation>Datenbank {path}: {why}</translation>
    </message>
    <message>
      <source>Deck '{serial}' is not known. Plug it in once, then try again.</source>
      <translation>Das Deck „{serial}“ ist unbekannt. Einmal einstecken, dann noch einmal versuchen.</translation>
    </message>
    <message>
      <source>Icon '{icon}' is not known</source>
      <translation>Das Symbol „{icon}“ ist unbekannt</translation>
    </message>
    <message>
      <source>It cannot be opened. Check that its folder exists and is yours.</source>
      <translation>Sie lässt sich nicht öffnen. Prüfen, ob ihr Ordner da ist und dem eigenen Benutzer gehört.</translation>
    </message>
    <message>
      <source>It cannot be written. Give yourself permission to write it.</source>
      <translation>Sie ist nicht beschreibbar. Dem eigenen Benutzer Schreibrechte geben.</translation>
    </message>
    <message>
      <source>It is damaged. Put a file from the backups folder in its place.</source>
      <translation>Sie ist beschädigt. Eine Datei aus dem Ordner der Sicherungen an ihre Stelle legen.</translation>
    </message>
    <message>
      <source>It is no database. Put a file from the backups folder in its place.</source>
      <translation>Sie ist keine Datenbank. Eine Datei aus dem Ordner der Sicherungen an ihre Stelle legen.</translation>
    </message>
    <message>
      <source>Its backups are there: lightstack backup list</source>
      <translation>Ihre Sicherungen sind da: lightstack backup list</translation>
    </message>
    <message>
      <source>Kept in memory only: the database cannot be written. Make room on its disk or check its folder; it is saved as soon as that works.</source>
      <translation>Nur im Arbeitsspeicher: Die Datenbank ist nicht beschreibbar. Auf ihrem Datenträger Platz schaffen oder ihren Ordner prüfen; gespeichert wird, sobald es geht.</translation>
    </message>
    <message>
      <source>More from its beginning to {end} UTC may be missing.</source>
      <translation>Von ihrem Beginn bis {end} UTC kann mehr fehlen.</translation>
    </message>
    <message>
      <source>More from {begin} UTC to {end} UTC may be missing.</source>
      <translation>Von {begin} UTC bis {end} UTC kann mehr fehlen.</translation>
    </message>
    <message>
      <source>Nothing was changed: Lightstack Desktop is quitting.</source>
      <translation>Nichts wurde geändert: Lightstack Desktop wird gerade beendet.</translation>
    </message>
    <message>
      <source>Nothing was changed: the database cannot be written. Make room on its disk or check its folder, then try again.</source>
      <translation>Nichts wurde geändert: Die Datenbank ist nicht beschreibbar. Auf ihrem Datenträger Platz schaffen oder ihren Ordner prüfen, dann noch einmal versuchen.</translation>
    </message>
    <message>
      <source>Port {port} is used by another program. Set api_port in config.toml or LIGHTSTACK_API_PORT to a free port, or to 0 to take any.</source>
      <translation>Ein anderes Programm benutzt Port {port}. In den Einstellungen einen anderen wählen.</translation>
    </message>
    <message>
      <source>The alerts taken off this deck</source>
      <translation>Die von diesem Deck genommenen Alarme</translation>
    </message>
    <message>
      <source>The backup was given up.</source>
      <translation>Die Sicherung wurde abgebrochen.</translation>
    </message>
    <message>
      <source>The backup {name} could not be used.</source>
      <translation>Die Sicherung {name} war nicht brauchbar.</translation>
    </message>
    <message>
      <source>The brightness</source>
      <translation>Die Helligkeit</translation>
    </message>
    <message>
      <source>The brightness when dimmed</source>
      <translation>Die gedimmte Helligkeit</translation>
    </message>
    <message>
      <source>The damaged file is kept as {name}.</source>
      <translation>Die beschädigte Datei bleibt erhalten als {name}.</translation>
    </message>
    <message>
      <source>The database could not be read at the start, so the alerts it holds are missing here until it can be; it is left as it is.</source>
      <translation>Die Datenbank war beim Start nicht lesbar; ihre Alarme fehlen hier, bis sie es ist. Sie bleibt, wie sie ist.</translation>
    </message>
    <message>
      <source>The database file was removed while it was in use, and was written anew.</source>
      <translation>Die Datei der Datenbank wurde im Betrieb entfernt und neu geschrieben.</translation>
    </message>
    <message>
      <source>The database was damaged, and there was no backup; a new one was begun.</source>
      <translation>Die Datenbank war beschädigt, und es gab keine Sicherung; eine neue wurde begonnen.</translation>
    </message>
    <message>
      <source>The database was damaged; the backup of {when} was restored.</source>
      <translation>Die Datenbank war beschädigt; die Sicherung vom {when} wurde zurückgespielt.</translation>
    </message>
    <message>
      <source>The database was empty, so a new one was begun.</source>
      <translation>Die Datenbank war leer, also wurde eine neue begonnen.</translation>
    </message>
    <message>
      <source>The database was gone, so a new one was begun.</source>
      <translation>Die Datenbank war weg, also wurde eine neue begonnen.</translation>
    </message>
    <message>
      <source>The disk is full. Free some space.</source>
      <translation>Der Datenträger ist voll. Platz schaffen.</translation>
    </message>
    <message>
      <source>The patterns</source>
      <translation>Die Muster</translation>
    </message>
    <message>
      <source>The picture could not be kept in {folder}: {why}. Make room there or make the folder writable, then choose the picture again.</source>
      <translation>Das Bild ließ sich in {folder} nicht ablegen: {why}. Dort Platz schaffen oder den Ordner beschreibbar machen, dann das Bild noch einmal wählen.</translation>
    </message>
    <message>
      <source>The port</source>
      <translation>Der Port</translation>
    </message>
    <message>
      <source>The priorities</source>
      <translation>Die Prioritäten</translation>
    </message>
    <message>
      <source>The program is still starting. Try again in a moment.</source>
      <translation>Das Programm startet noch. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
      <source>The system cannot read or write it. Check the disk.</source>
      <translation>Das System kann sie nicht lesen oder schreiben. Den Datenträger prüfen.</translation>
    </message>
    <message>
      <source>The system does not let us use port {port}. Set api_port to 1024 or higher.</source>
      <translation>Das System erlaubt Port {port} nicht. Einen Port ab 1024 wählen.</translation>
    </message>
    <message>
      <source>The system refuses access. Give yourself permission to use it.</source>
      <translation>Das System verweigert den Zugriff. Dem eigenen Benutzer Zugriff geben.</translation>
    </message>
    <message>
      <source>The time until the deck dims</source>
      <translation>Die Zeit bis zum Dimmen</translation>
    </message>
    <message>
      <source>The time until the deck sleeps</source>
      <translation>Die Zeit bis zum Schlafen</translation>
    </message>
    <message>
      <source>There is no backup {name}. See: lightstack backup list</source>
      <translation>Die Sicherung {name} gibt es nicht. Siehe: lightstack backup list</translation>
    </message>
    <message>
      <source>There is no token before the program has started.</source>
      <translation>Bevor das Programm gestartet ist, gibt es kein Token.</translation>
    </message>
    <message>
      <source>This is no PNG, JPEG, WebP or GIF. Save the picture as one of these.</source>
      <translation>Das ist kein PNG, JPEG, WebP oder GIF. Das Bild als eines davon speichern.</translation>
    </message>
    <message>
      <source>This picture is damaged or carries something else with it: {why}. Open it in a picture editor, save it as PNG, and choose that.</source>
      <translation>Dieses Bild ist beschädigt oder enthält noch etwas anderes: {why}. In einem Bildprogramm öffnen, als PNG speichern und das wählen.</translation>
    </message>
    <message>
      <source>While the database could not be written more happened than could be held: {count} repeats of alerts were counted, and are not in the history.</source>
      <translation>Solange die Datenbank nicht beschreibbar war, geschah mehr, als sich halten ließ: {count} Wiederholungen von Alarmen wurden gezählt und fehlen im Verlauf.</translation>
    </message>
    <message>
      <source>a list of names with or without a port, such as ["desk.example", "192.0.2.7:8437"]</source>
      <translation>Namen mit oder ohne Port, etwa desk.example, 192.0.2.7:8437</translation>
    </message>
    <message>
      <source>actions: choose which alert key {number} is about</source>
      <translation>Wählen, welchen Alarm die Taste {number} betrifft</translation>
    </message>
    <message>
      <source>actions: there is no key {number}</source>
      <translation>Eine Taste {number} gibt es nicht</translation>
    </message>
    <message>
      <source>api_lan needs api_hosts, the names by which others ask for this machine. Set it, such as: api_hosts = ["desk.example", "192.0.2.7"].</source>
      <translation>Für Aufrufe aus dem Netzwerk braucht dieser Computer Namen, unter denen andere ihn ansprechen. Eintragen, etwa: desk.example, 192.0.2.7.</translation>
    </message>
    <message>
      <source>it is a symbolic link; remove it</source>
      <translation>es ist ein symbolischer Link; entfernen</translation>
    </message>
    <message>
      <source>nothing can be saved at the moment</source>
      <translation>zurzeit kann nichts gespeichert werden</translation>
    </message>
    <message>
      <source>pins: '{key}' must have one key only</source>
      <translation>„{key}“ darf nur eine Taste haben</translation>
    </message>
    <message>
      <source>pins: this deck has no key {number}</source>
      <translation>Dieses Deck hat keine Taste {number}</translation>
    </message>
    <message>
      <source>{count} newer history rows could still be read and are there.</source>
      <translation>{count} neuere Einträge im Verlauf waren noch lesbar und sind da.</translation>
    </message>
    <message>
      <source>{field} is set by {where}. Change it there.</source>
      <translation>{field}: festgelegt durch {where}. Dort ändern.</translation>
    </message>
    <message>
      <source>{field} is {value}. Allowed: {why}.</source>
      <translation>{field}: {value} geht nicht. Erlaubt: {why}.</translation>
    </message>
    <message>
      <source>{field} must be 1 to {most} seconds, or none for never</source>
      <translation>{field}: 1 bis {most} Sekunden, oder nichts für nie</translation>
    </message>
    <message>
      <source>{field} must be at most {most}</source>
      <translation>{field}: höchstens {most}</translation>
    </message>
    <message>
      <source>{field} must be at most {most}; keep so many away by the deck's filter</source>
      <translation>{field}: höchstens {most}; so viele lieber mit dem Filter des Decks fernhalten</translation>
    </message>
    <message>
      <source>{field} must be some of 1 to 5, at least one</source>
      <translation>{field}: mindestens eine von 1 bis 5 wählen</translation>
    </message>
    <message>
      <source>{field} must be {lowest} to {highest}, not {value}</source>
      <translation>{field}: {lowest} bis {highest}, nicht {value}</translation>
    </message>
    <message>
      <source>{field} must have at most {most} characters</source>
      <translation>{field}: höchstens {most} Zeichen</translation>
    </message>
    <message>
      <source>{field} must not be empty; to show every alert name none</source>
      <translation>{field}: keine leere Zeile; um alle Alarme zu zeigen, nichts eintragen</translation>
    </message>
    <message>
      <source>{field} must not contain control characters</source>
      <translation>{field}: keine Steuerzeichen</translation>
    </message>
    <message>
      <source>{name} cannot be decoded: it is damaged. Open it in a picture editor, save it as PNG, and choose that.</source>
      <translation>{name} ist beschädigt. In einem Bildprogramm öffnen, als PNG speichern und das wählen.</translation>
    </message>
    <message>
      <source>{name} cannot be read: {why}. Choose another file.</source>
      <translation>{name} ist nicht lesbar: {why}. Eine andere Datei wählen.</translation>
    </message>
    <message>
      <source>{name} has {count} frames, more than {most}. A key shows one: save that one as PNG and choose it.</source>
      <translation>{name} hat {count} Einzelbilder, mehr als {most}. Eine Taste zeigt eines: dieses als PNG speichern und wählen.</translation>
    </message>
    <message>
      <source>{name} has {width} x {height} pixels. Scale it down to at most {side} each way and {most} million in all; a key shows 120 x 120.</source>
      <translation>{name} hat {width} x {height} Pixel. Verkleinern auf höchstens {side} je Seite und {most} Millionen insgesamt; eine Taste zeigt 120 x 120.</translation>
    </message>
    <message>
      <source>{name} is larger than {most} MiB. Save it smaller and try again.</source>
      <translation>{name} ist größer als {most} MiB. Kleiner speichern und noch einmal versuchen.</translation>
    </message>
    <message>
      <source>{path} belongs to another program. Move it away.</source>
      <translation>{path} gehört einem anderen Programm. Die Datei wegräumen.</translation>
    </message>
    <message>
      <source>{path} is a link to what is no file of yours; remove it.</source>
      <translation>{path} ist ein Link auf keine eigene Datei; entfernen.</translation>
    </message>
    <message>
      <source>{path} is a symbolic link; remove it.</source>
      <translation>{path} ist ein symbolischer Link; entfernen.</translation>
    </message>
    <message>
      <source>{path} is damaged ({verdict}).</source>
      <translation>{path} ist beschädigt ({verdict}).</translation>
    </message>
    <message>
      <source>{path} is empty.</source>
      <translation>{path} ist leer.</translation>
    </message>
    <message>
      <source>{path} is no ordinary file. Move it away.</source>
      <translation>{path} ist keine gewöhnliche Datei. Wegräumen.</translation>
    </message>
    <message>
      <source>{path} is of an older version. Start the app once, then retry.</source>
      <translation>{path} ist von einer älteren Version. Das Programm einmal starten, dann noch einmal versuchen.</translation>
    </message>
    <message>
      <source>{path} lacks what a database of ours holds.</source>
      <translation>{path} enthält nicht, was eine Datenbank von Lightstack Desktop braucht.</translation>
    </message>
    <message>
      <source>{path} was changed by another program just now. Try again.</source>
      <translation>{path} wurde eben von einem anderen Programm geändert. Noch einmal versuchen.</translation>
    </message>
    <message>
      <source>{path} was made by a newer version of Lightstack Desktop (schema {found}). Install that version, or move the file away to begin anew.</source>
      <translation>{path} stammt von einer neueren Version von Lightstack Desktop (Schema {found}). Diese Version installieren oder die Datei wegräumen, um neu zu beginnen.</translation>
    </message>
    <message>
      <source>{n} more in the window…</source>
      <translation>{n} weitere im Fenster…</translation>
    </message>
    <message>
      <source>Nothing was changed</source>
      <translation>Nichts wurde geändert</translation>
    </message>
    <message>
      <source>&amp;Dim after</source>
      <translation>&amp;Dimmen nach</translation>
    </message>
    <message>
      <source>&amp;Next page</source>
      <translation>&amp;Nächste Seite</translation>
    </message>
    <message>
      <source>&amp;Previous page</source>
      <translation>&amp;Vorige Seite</translation>
    </message>
    <message>
      <source>1 hour</source>
      <translation>1 Stunde</translation>
    </message>
    <message>
      <source>1 minute</source>
      <translation>1 Minute</translation>
    </message>
    <message>
      <source>10 minutes</source>
      <translation>10 Minuten</translation>
    </message>
    <message>
      <source>30 minutes</source>
      <translation>30 Minuten</translation>
    </message>
    <message>
      <source>5 minutes</source>
      <translation>5 Minuten</translation>
    </message>
    <message>
      <source>Make it dar&amp;k</source>
      <translation>Dun&amp;kel schalten</translation>
    </message>
    <message>
      <source>No deck is plugged in</source>
      <translation>Kein Deck eingesteckt</translation>
    </message>
    <message>
      <source>&amp;Open Lightstack</source>
      <translation>Lightstack ö&amp;ffnen</translation>
    </message>
    <message>
      <source>&amp;Decks</source>
      <translation>&amp;Decks</translation>
    </message>
    <message>
      <source>A&amp;cknowledge all</source>
      <translation>Alle be&amp;stätigen</translation>
    </message>
    <message>
      <source>Clear &amp;all…</source>
      <translation>Alle auf&amp;heben…</translation>
    </message>
    <message>
      <source>Settin&amp;gs…</source>
      <translation>E&amp;instellungen…</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;Model</source>
      <translation>&amp;Modell</translation>
    </message>
    <message>
      <source>&amp;New alert…</source>
      <translation>&amp;Neuer Alarm…</translation>
    </message>
    <message>
      <source>&amp;Off</source>
      <translation>&amp;Aus</translation>
    </message>
    <message>
      <source>&amp;Set up</source>
      <translation>Ein&amp;richten</translation>
    </message>
    <message>
      <source>&amp;Show</source>
      <translation>&amp;Anzeigen</translation>
    </message>
    <message>
      <source>Do &amp;not disturb</source>
      <translation>&amp;Nicht stören</translation>
    </message>
    <message>
      <source>Do &amp;not disturb until {time}</source>
      <translation>&amp;Nicht stören bis {time}</translation>
    </message>
    <message>
      <source>For 1 &amp;hour</source>
      <translation>Für 1 &amp;Stunde</translation>
    </message>
    <message>
      <source>No&amp;tifications</source>
      <translation>B&amp;enachrichtigungen</translation>
    </message>
    <message>
      <source>On-scr&amp;een deck</source>
      <translation>Bildschirm-Dec&amp;k</translation>
    </message>
    <message>
      <source>Start at &amp;login</source>
      <translation>Beim &amp;Anmelden starten</translation>
    </message>
    <message>
      <source>Until &amp;tomorrow</source>
      <translation>Bis &amp;morgen</translation>
    </message>
  </context>
</TS>
