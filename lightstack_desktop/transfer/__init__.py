"""One file that carries what a person made here to another desk, or back.

`lightstack export FILE` writes it, `lightstack import FILE` reads it. It is one JSON object in
UTF-8; every name but the first two may be left out, and the order does not matter:

    {
      "format": "lightstack-desktop",
      "version": 1,
      "exported_at": "2026-11-21T12:00:00Z",
      "program": "0.1.0",
      "settings": {"theme": "dark"},
      "alerts": [
        {"alert_key": "door", "name": "Garage door", "default_priority": 2, "led_color": 21,
         "is_kept": true, "created_at": "2026-11-20T09:00:00Z", "updated_at": "..."}
      ],
      "decks": [
        {"serial": "A1B2", "model": "Stream Deck MK.2", "key_count": 15, "columns": 5,
         "brightness_percent": 70, "dim_after_s": 600, "dim_percent": 20, "sleep_after_s": null,
         "has_double_press": false, "priorities": [1, 2, 3, 4, 5], "patterns": [],
         "pins": [{"key_index": 0, "alert_key": "door"}],
         "actions": [{"key_index": 14, "action": "clear_all", "alert_key": null}],
         "taken_off": ["dryer"]}
      ],
      "pictures": [{"name": "<32 hexadecimal digits>.png", "png": "<base64>"}],
      "trigger_counts": {"door": 17},
      "history": [
        {"alert_key": "door", "action": "triggered", "note": null, "source": "rest",
         "created_at": "2026-11-21T11:59:00Z"}
      ]
    }

`settings` are those of config.toml that differ from the defaults; there is no token in it, nor
anything else of the data folder. Fields of an alert have LightStack's names and limits. The last
two names are there with `--history` only; the rows stand in the order of writing, the oldest first.
Which alerts are active is not in it: for that there are backups.

1. The file is written beside its name and renamed: it is whole, or not there; 0600. 2. Reading it
costs memory for the alerts and decks alone, however long the history. 3. Every value is checked
before anything is written, and what is refused is named: all comes in, in one transaction, or
nothing.
"""
