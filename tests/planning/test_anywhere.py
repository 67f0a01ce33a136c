"""The same plan on any machine: any time zone, any locale, any hash seed."""

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def plan_in(**environment: str) -> bytes:
    call = [sys.executable, "-m", "giftplan", "plan", "2026", "--as-of", "2026-03-01", "--format", "json"]
    here = {**os.environ, **environment}
    return subprocess.run(call, cwd=REPOSITORY, env=here, capture_output=True, check=True).stdout


def test_the_same_bytes_everywhere() -> None:
    first = plan_in(TZ="UTC", PYTHONHASHSEED="1")
    assert len(first) > 1000
    elsewhere = [
        plan_in(TZ="Pacific/Kiritimati", PYTHONHASHSEED="2"),
        plan_in(TZ="Pacific/Pago_Pago", LC_ALL="C.UTF-8", PYTHONHASHSEED="3"),
        plan_in(LANG="fr_FR.UTF-8", PYTHONUTF8="1", PYTHONHASHSEED="4"),
    ]
    assert elsewhere == [first] * 3
