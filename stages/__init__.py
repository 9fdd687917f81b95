"""The pipeline. Importing it switches off every dependency's call home, unless the user set the variable."""

import os

OFFLINE = {
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}

for name, value in OFFLINE.items():
    os.environ.setdefault(name, value)
