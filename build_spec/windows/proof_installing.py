"""Installing, upgrading, uninstalling: what lies where afterwards, and what the user keeps."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from build_spec.windows import signatures
from build_spec.windows.proof import OLD, SETTINGS, UNINSTALL, Proof, items_of
from build_spec.windows.testbed import count, read_only, snapshot, wait_for, windows_named

RUNTIME = ("msvcp140", "msvcp140_1", "msvcp140_2", "vcruntime140", "vcruntime140_1")
"""Libraries of Microsoft's C and C++ runtime that the program may not expect from the system."""


def refuse_old_windows(proof: Proof) -> None:
    """A Windows that is too old is refused."""
    proof.windows.be("win81")
    code = proof.install(proof.new)
    proof.check("Windows 8.1: exit code 2", code == 2, code)
    proof.check("Windows 8.1: nothing was installed", not proof.home.exists())
    proof.windows.be("win10")


def install(proof: Proof) -> None:
    """The older version is installed silently, for this user alone."""
    code = proof.install(proof.old)
    windows = proof.windows
    proof.check("exit code 0", code == 0, code)
    said = windows.registry(UNINSTALL)
    proof.check("the list of programs knows it and its version", OLD in said and "履职清单" in said)
    proof.check("it can be uninstalled silently", "/S" in said)
    for name, folder in (("start menu", windows.start_menu), ("desktop", windows.desktop)):
        proof.check(f"shortcut: {name}", (folder / "履职清单.lnk").is_file())
    for program in (proof.old, proof.home / "duty-desktop.exe", proof.home / "uninstall.exe"):
        fault = signatures.fault_of(program, "Nobody")
        proof.check(f"signed with the given certificate: {program.name}", not fault, fault)
    proof.check_self_test("installed", proof.home)
    # wine has a C++ runtime in its system folder, which a clean Windows has not.
    own = ",".join(RUNTIME)
    report = proof.self_test(proof.home, WINEDLLOVERRIDES=f"mscoree,mshtml,winedbg.exe=;{own}=n")
    failed = [item["name"] for item in items_of(report) if item["result"] == "failed"]
    proof.check("it brings its own C and C++ runtime", report["passed"] and not failed, failed)


def leave_data(proof: Proof) -> None:
    """The user works: own words, own notes; an older version had a file that is gone since."""
    proof.user_data.mkdir(exist_ok=True)
    (proof.user_data / "words.tsv").write_text("大喇叭=广播\n", encoding="utf-8")
    (proof.user_data / "登记 2026.db").write_bytes(bytes(range(256)) * 64)
    (proof.home / "我的笔记.txt").write_text("不是程序的文件", encoding="utf-8")
    (proof.home / "program" / "app" / "gone.py").write_text("old", encoding="utf-8")
    with (proof.home / "program" / "files.txt").open("a", encoding="ascii", newline="") as listed:
        listed.write("program\\app\\gone.py\r\n")
        # Whoever changes the list must not make the uninstaller reach outside the program.
        listed.write("..\\outside.txt\r\nC:\\outside.txt\r\n\\outside.txt\r\n")
    for path in (proof.home.parent / "outside.txt", proof.windows.drive / "outside.txt"):
        path.write_text("not ours", encoding="ascii")


def upgrade(proof: Proof) -> None:
    """The new version is installed over the old one while its window is open."""
    before = _kept(proof)
    process = proof.windows.start([str(proof.home / "duty-desktop.exe")])
    wait_for(lambda: windows_named(proof.display, "履职清单 ·"), 120)
    code = proof.install(proof.new)
    proof.check("exit code 0", code == 0, code)
    proof.check("the open window was asked to close and did", process.wait(60) == 0)
    proof.check(
        "the list of programs has the new version",
        proof.version in proof.windows.registry(UNINSTALL),
    )
    proof.check("every file is the new version's", not (f := proof.faulty(proof.home)), f)
    gone = proof.home / "program" / "app" / "gone.py"
    proof.check("a file that only the old version had is gone", not gone.exists())
    proof.check(
        "a file of the user in the program's folder stays",
        proof.unknown(proof.home) == ["我的笔记.txt"],
        proof.unknown(proof.home),
    )
    for path in (proof.home.parent / "outside.txt", proof.windows.drive / "outside.txt"):
        proof.check(f"a list that was tampered with reaches nothing: {path.name}", path.is_file())
        path.unlink()
    proof.check("the user's data is the same to the byte", _kept(proof) == before)
    proof.check_self_test("upgraded", proof.home)


def _kept(proof: Proof) -> dict[str, str]:
    """The user's data; what the window remembers of itself changes whenever it closes."""
    return {k: v for k, v in snapshot(proof.user_data).items() if k != "window.ini"}


def uninstall(proof: Proof) -> None:
    """Uninstalling leaves the user's data and nothing else."""
    (proof.home / "我的笔记.txt").unlink()
    before = snapshot(proof.user_data)
    proof.uninstall(proof.home)
    windows = proof.windows
    left = [str(p) for p in proof.home.rglob("*")][:5] if proof.home.exists() else []
    proof.check("the program's folder is gone", not proof.home.exists(), left)
    for name, folder in (("start menu", windows.start_menu), ("desktop", windows.desktop)):
        proof.check(f"shortcut gone: {name}", not (folder / "履职清单.lnk").exists())
    proof.check(
        "the registry has nothing of it",
        not (windows.registry(UNINSTALL) or windows.registry(SETTINGS)),
    )
    proof.check("the user's data is the same to the byte", snapshot(proof.user_data) == before)


def chinese_folder(proof: Proof) -> None:
    """A folder with Chinese characters; a read-only one."""
    home = proof.windows.drive / "办公软件" / "履职清单（二〇二六）"
    # A space in /D= is lost by wine's own quoting of arguments, so there is none here.
    code = proof.install(proof.new, f"/D=C:\\办公软件\\{home.name}")
    proof.check("exit code 0", code == 0, code)
    proof.check("every file is in place", not (f := proof.faulty(home)), f)
    proof.check_self_test("Chinese folder", home)
    moved = home.with_name("履职 清单 with spaces")
    home.rename(moved)
    proof.check_self_test("moved to a folder with spaces", moved)
    with read_only(moved) as could:
        if could:
            proof.check_self_test("read-only folder", moved)
        else:
            proof.skip("read-only folder", "this machine may not mount; see the snapshot above")
    moved.rename(home)
    before = snapshot(proof.user_data)
    proof.uninstall(home)
    proof.check("uninstalled", not home.exists())
    proof.check("the user's data is the same to the byte", snapshot(proof.user_data) == before)


def interrupt(proof: Proof) -> None:
    """Installing, upgrading and uninstalling are killed midway and repaired."""
    total = len(proof.parts.read_text("utf-8").splitlines())
    home, windows = proof.home, proof.windows

    def killed(what: str, command: list[str], ready: Callable[[], bool]) -> None:
        process = windows.start(command)
        was_killed = windows.kill_when(process, ready)
        proof.check(f"{what}: killed with {count(home)} files", was_killed)

    for share in (0.02, 0.4, 0.95):
        killed(
            f"install, {share:.0%}", [str(proof.new), "/S"], _at_least(home, round(total * share))
        )
        code = proof.install(proof.new)
        faulty, unknown = proof.faulty(home), proof.unknown(home)
        proof.check("  run again: whole", code == 0 and not faulty and not unknown, (code, faulty))
        fewer = round(total * (1 - share))
        killed(f"upgrade, {share:.0%}", [str(proof.new), "/S"], _at_most(home, fewer))
        code = proof.install(proof.new)
        faulty, unknown = proof.faulty(home), proof.unknown(home)
        proof.check("  run again: whole", code == 0 and not faulty and not unknown, (code, faulty))
        process = windows.start(
            [str(home / "uninstall.exe"), "/S", f"_?={proof.windows.dos(home)}"]
        )
        was_killed = windows.kill_when(process, _at_most(home, fewer))
        proof.check(f"uninstall, {share:.0%}: killed with {count(home)} files", was_killed)
        proof.uninstall(home)
        proof.check("  run again: gone", not home.exists(), list(home.rglob("*"))[:3])


def _at_least(folder: Path, files: int) -> Callable[[], bool]:
    return lambda: count(folder) >= files


def _at_most(folder: Path, files: int) -> Callable[[], bool]:
    return lambda: count(folder) <= files


def portable(proof: Proof) -> None:
    """The portable program keeps its data beside itself, and elsewhere where it may not write."""
    stick = proof.windows.drive / "U盘"
    with zipfile.ZipFile(proof.portable) as archive:
        archive.extractall(stick)
    (home,) = stick.iterdir()
    report = proof.check_self_test("portable", home)
    place = str(report.get("user_data", ""))
    proof.check("its data lies beside it", place.endswith(f"{home.name}\\userdata"), place)
    proof.check("  and the folder is made", (home / "userdata").is_dir())
    with read_only(home) as could:
        if could:
            place = str(proof.self_test(home).get("user_data", ""))
            theirs = proof.windows.dos(proof.user_data)
            proof.check("read-only: its data lies in the user's folder", place == theirs, place)
        else:
            proof.skip("read-only: its data lies in the user's folder", "may not mount here")
