"""Files written whole or not at all, whatever happens meanwhile."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from giftplan.book.trees import DiskTree
from giftplan.book.writing import _is_claimed
from giftplan.book.writing import create
from giftplan.book.writing import write_whole
from giftplan.errors import CannotWorkError
from tests.repository import Repository

REPOSITORY = Path(__file__).parents[2]
OLD, NEW = b"old\n", b"new \xc3\xa9 \x00\xff\r\n" * 100


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("data", [b"", b"a", NEW, b"x" * 3_000_000], ids=["empty", "short", "bytes", "large"])
@pytest.mark.parametrize("before", [None, OLD], ids=["new", "there"])
def test_a_file_is_what_was_written_and_nothing_stays_beside_it(
    tmp_path: Path, before: bytes | None, data: bytes
) -> None:
    file = tmp_path / "plan"
    if before is not None:
        file.write_bytes(before)
    write_whole(file, data)
    assert file.read_bytes() == data
    assert names(tmp_path) == ["plan"]


def test_a_new_file_has_the_mode_that_others_get(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_whole(tmp_path / "plan", NEW)
    assert (tmp_path / "plan").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o664])
def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "plan"
    file.write_bytes(OLD)
    file.chmod(mode)
    write_whole(file, NEW)
    assert file.stat().st_mode & 0o777 == mode
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("before", [None, OLD], ids=["to nothing", "to a file"])
def test_a_link_is_written_through(tmp_path: Path, before: bytes | None) -> None:
    (tmp_path / "folder").mkdir()
    file, link, second = tmp_path / "folder" / "plan", tmp_path / "folder" / "link", tmp_path / "second"
    link.symlink_to("plan")
    second.symlink_to("folder/link")
    if before is not None:
        file.write_bytes(before)
    write_whole(second, NEW)
    assert (link.is_symlink(), second.is_symlink(), file.is_symlink()) == (True, True, False)
    assert file.read_bytes() == NEW
    assert names(tmp_path / "folder") == ["link", "plan"]


def refused(path: Path) -> str:
    """What is said where a file cannot be written; nothing has changed around it."""
    before = names(path.parent) if path.parent.is_dir() else []
    with pytest.raises(CannotWorkError) as caught:
        write_whole(path, NEW)
    assert str(path) in str(caught.value)
    assert (names(path.parent) if path.parent.is_dir() else []) == before
    return str(caught.value)


def test_what_cannot_be_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    assert "directory" in refused(tmp_path / "folder")
    assert "No such file" in refused(tmp_path / "nowhere" / "plan")
    assert "Not a directory" in refused(tmp_path / "file" / "plan")
    assert "too long" in refused(tmp_path / ("x" * 300))


def test_a_link_to_itself_is_refused_and_kept(tmp_path: Path) -> None:
    link = tmp_path / "plan"
    link.symlink_to("plan")
    refused(link)
    assert link.is_symlink()


READER = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"


def test_a_pipe_with_a_name_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "plan"
    os.mkfifo(pipe)
    reader = subprocess.Popen([sys.executable, "-c", READER, str(pipe)], stdout=subprocess.PIPE)
    try:
        write_whole(pipe, NEW)
        found, _ = reader.communicate(timeout=20)
    finally:
        reader.kill()
    assert found == NEW
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="a folder of Linux and macOS")
def test_a_pipe_by_its_number_is_written_to() -> None:
    """As a shell names it in `--output >(gzip > plan.gz)`."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as reader:
        try:
            write_whole(Path(f"/dev/fd/{writing}"), b"plan")
        finally:
            os.close(writing)
        assert reader.read() == b"plan"


# What may happen meanwhile

WRITE = "import sys; from pathlib import Path; from giftplan.book.writing import write_whole\n"
SAID = """
from giftplan.errors import CannotWorkError
try:
    write_whole(Path(sys.argv[1]), b"x" * 100_000)
except CannotWorkError as error:
    sys.exit(str(error))
"""


def test_a_disk_that_is_full_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "plan"
    file.write_bytes(OLD)
    small = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
    call = [sys.executable, "-c", WRITE + small + SAID, str(file)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, f"{file} cannot be written: File too large\n")
    assert file.read_bytes() == OLD
    assert names(tmp_path) == ["plan"]


def bound_by_modes() -> list[str]:
    """What to put before a call so that the modes of files hold for root as well."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root, and no setpriv to be less")
    lost = "-dac_override,-dac_read_search"
    return [setpriv, f"--bounding-set={lost}", f"--inh-caps={lost}"]


def test_a_folder_that_may_not_be_written_to_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "plan"
    file.write_bytes(OLD)
    tmp_path.chmod(0o555)
    call = [*bound_by_modes(), sys.executable, "-c", WRITE + SAID, str(file)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    tmp_path.chmod(0o755)
    assert (done.returncode, done.stderr) == (1, f"{file} cannot be written: Permission denied\n")
    assert file.read_bytes() == OLD
    assert names(tmp_path) == ["plan"]


AGAIN_AND_AGAIN = """
print("ready", flush=True)
for _ in range(int(sys.argv[3])):
    for sign in sys.argv[2]:
        write_whole(Path(sys.argv[1]), sign.encode() * 200_000)
"""


def is_whole(data: bytes, signs: str) -> bool:
    """Is it one of the contents that were written, from its first byte to its last?"""
    return data in {sign.encode() * 200_000 for sign in signs}


def writing(file: Path, signs: str, times: int) -> "subprocess.Popen[bytes]":
    """A process that has begun to write a file again and again."""
    call = [sys.executable, "-c", WRITE + AGAIN_AND_AGAIN, str(file), signs, str(times)]
    process = subprocess.Popen(call, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def test_a_kill_at_any_moment_leaves_the_file_old_or_new(tmp_path: Path) -> None:
    file = tmp_path / "partners" / "rivoli.yaml"
    file.parent.mkdir()
    file.write_bytes(b"o" * 200_000)
    for moment in range(12):
        with writing(file, "ab", 1000) as process:
            time.sleep(0.002 + moment * 0.0013)
            process.kill()
        assert process.returncode == -signal.SIGKILL
        assert is_whole(file.read_bytes(), "oab")
    assert DiskTree(tmp_path).listing().files == ("partners/rivoli.yaml",)


def test_many_writers_at_once_leave_the_file_of_one_of_them(tmp_path: Path) -> None:
    file = tmp_path / "plan"
    file.write_bytes(b"o" * 200_000)
    writers = [writing(file, sign, 8) for sign in "abcdefgh"]
    while any(process.poll() is None for process in writers):
        assert is_whole(file.read_bytes(), "oabcdefgh")
    assert [process.communicate() and process.returncode for process in writers] == [0] * 8
    assert is_whole(file.read_bytes(), "abcdefgh")
    assert names(tmp_path) == ["plan"]


# A new record

NUMBERED = ("gifts/2026/a.yaml", *(f"gifts/2026/a-{number}.yaml" for number in range(2, 40)))


def test_a_new_record_takes_the_first_name_that_is_free(tmp_path: Path) -> None:
    assert create(tmp_path, NUMBERED, NEW) == NUMBERED[0]
    assert create(tmp_path, NUMBERED, OLD) == NUMBERED[1]
    assert (tmp_path / NUMBERED[0]).read_bytes() == NEW
    assert names(tmp_path / "gifts" / "2026") == ["a-2.yaml", "a.yaml"]
    (tmp_path / "usual").touch()
    assert (tmp_path / NUMBERED[0]).stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "dead").symlink_to("nowhere")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(OLD)
    for name in ("dead", "folder", "file"):
        with pytest.raises(CannotWorkError, match="is there already"):
            create(tmp_path, [name], NEW)
    assert (tmp_path / "file").read_bytes() == OLD
    assert names(tmp_path) == ["dead", "file", "folder"]


@pytest.mark.parametrize("leads_to", ["../elsewhere", "../data/.git/hooks"])
def test_a_link_out_of_the_data_folder_is_not_followed(tmp_path: Path, leads_to: str) -> None:
    root = tmp_path / "data"
    (tmp_path / "elsewhere").mkdir()
    (root / ".git" / "hooks").mkdir(parents=True)
    (root / "gifts").symlink_to(leads_to)
    with pytest.raises(CannotWorkError, match="leads out of the data folder"):
        create(root, ["gifts/2026/a.yaml"], NEW)
    assert names(tmp_path / "elsewhere") + names(root / ".git" / "hooks") == []


def test_a_data_folder_that_is_a_link_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "data").symlink_to("real")
    create(tmp_path / "data", ["partners/a.yaml"], NEW)
    assert (tmp_path / "real" / "partners" / "a.yaml").read_bytes() == NEW


def test_without_second_names_a_file_is_claimed_first(tmp_path: Path) -> None:
    finished = tmp_path / "finished"
    finished.write_bytes(NEW)
    (tmp_path / "taken").write_bytes(OLD)
    assert not _is_claimed(finished, tmp_path / "taken")
    assert _is_claimed(finished, tmp_path / "free")
    assert (tmp_path / "taken").read_bytes() == OLD
    assert (tmp_path / "free").read_bytes() == NEW


CREATE = "import sys; from pathlib import Path; from giftplan.book.writing import create\n"
NEW_RECORD = """
from giftplan.errors import CannotWorkError
try:
    create(Path(sys.argv[1]), ["gifts/2026/a.yaml"], b"x" * 100_000)
except CannotWorkError as error:
    sys.exit(str(error))
"""


def test_a_full_disk_leaves_no_record_and_nothing_else(repository: Repository) -> None:
    small = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
    call = [sys.executable, "-c", CREATE + small + NEW_RECORD, str(repository.root)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, "cannot be written: File too large" in done.stderr) == (1, True)
    assert repository.git("status", "-s", "-uall") == ""
    assert [path for path in (repository.top / ".git").iterdir() if path.name.startswith(".giftplan")] == []


def test_a_folder_that_may_not_be_written_to_gets_no_record(tmp_path: Path) -> None:
    (tmp_path / "gifts" / "2026").mkdir(parents=True)
    (tmp_path / "gifts" / "2026").chmod(0o555)
    call = [*bound_by_modes(), sys.executable, "-c", CREATE + NEW_RECORD, str(tmp_path)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    (tmp_path / "gifts" / "2026").chmod(0o755)
    assert (done.returncode, "Permission denied" in done.stderr) == (1, True), done.stderr
    assert names(tmp_path / "gifts" / "2026") == []


MANY = """
print("ready", flush=True)
for number in range(int(sys.argv[2])):
    create(Path(sys.argv[1]), [f"gifts/2026/a-{other}.yaml" for other in range(1, 10_000)], b"x" * 50_000)
"""


def creating(root: Path, times: int) -> "subprocess.Popen[bytes]":
    """A process that has begun to write new records, all by the same names."""
    process = subprocess.Popen([sys.executable, "-c", CREATE + MANY, str(root), str(times)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def test_twenty_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [creating(tmp_path, 5) for _ in range(20)]
    assert [writer.communicate() and writer.returncode for writer in writers] == [0] * 20
    files = list((tmp_path / "gifts" / "2026").iterdir())
    assert {file.name for file in files} == {f"a-{number}.yaml" for number in range(1, 101)}
    assert all(file.read_bytes() == b"x" * 50_000 for file in files)


def test_a_kill_leaves_whole_records_and_nothing_that_git_or_check_sees(repository: Repository) -> None:
    for moment in range(12):
        with creating(repository.root, 1000) as process:
            time.sleep(0.01 + moment * 0.0013)
            process.kill()
        assert process.returncode == -signal.SIGKILL
    seen = sorted(path for path in repository.git("status", "-s", "-uall").splitlines() if path)
    files = DiskTree(repository.root).listing().files
    assert seen == sorted(f"?? data/{file}" for file in files)
    assert seen
    assert all((repository.root / file).read_bytes() == b"x" * 50_000 for file in files)


def test_a_work_tree_keeps_its_beginnings_in_its_own_git_folder(repository: Repository) -> None:
    repository.add("settings.yaml")
    repository.commit()
    repository.git("worktree", "add", "-q", "../tree")
    create(repository.top.parent / "tree" / "data", ["partners/a.yaml"], NEW)
    assert (repository.top.parent / "tree" / "data" / "partners" / "a.yaml").read_bytes() == NEW


def test_git_does_not_see_what_a_kill_leaves_behind() -> None:
    ignored = (REPOSITORY / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert ".giftplan-*" in ignored
