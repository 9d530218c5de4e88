"""The installed program in use: its window, what it touches, and what it says of damage."""

import os
import subprocess
from pathlib import Path

from build_spec import bootstrap
from build_spec.windows.archive import files_below
from build_spec.windows.proof import ROOT, Proof, items_of
from build_spec.windows.testbed import picture, snapshot, wait_for, windows_named

FEWEST_COLOURS = 64
"""A picture of an empty screen has one."""


def go_through_the_wizard(proof: Proof) -> None:
    """Somebody double-clicks: the wizard is in Chinese, installs, opens the program."""
    process = proof.windows.start([str(proof.new)])
    shown = wait_for(lambda: windows_named(proof.display, "履职清单 .*安装"), 60)
    proof.check("the wizard is shown", shown)
    for page in ("welcome", "folder"):
        _press(proof, f"wizard {page}", "Return")
    program = proof.home / "duty-desktop.exe"
    proof.check("it installs", wait_for(program.exists, 120))
    # The last page can be left once everything is in place.
    wait_for(lambda: (proof.windows.start_menu / "履职清单.lnk").exists(), 120)
    wait_for(lambda: False, 3)
    _press(proof, "wizard end", "Return")
    opened = wait_for(lambda: windows_named(proof.display, "履职清单 ·"), 120)
    picture(proof.display, proof.work / "opened.png")
    proof.check("its last page opens the program", opened)
    proof.check("the wizard's exit code is 0", process.wait(60) == 0)
    proof.windows.run([str(program), "--close", proof.windows.dos(program)])
    process = proof.windows.start([str(proof.home / "uninstall.exe")])
    wait_for(lambda: windows_named(proof.display, "履职清单 .*卸载"), 60)
    _press(proof, "uninstall begin", "Return")
    wait_for(lambda: not program.exists(), 120)
    wait_for(lambda: False, 3)
    # The question whether to keep the data: yes is what Return says.
    _press(proof, "uninstall question", "Return")
    wait_for(lambda: not (proof.home / "uninstall.exe").exists(), 60)
    wait_for(lambda: False, 2)
    _press(proof, "uninstall end", "Return")
    proof.check("uninstalled by its wizard", not proof.home.exists())
    proof.check("the data that was to be kept is kept", proof.user_data.is_dir())
    proof.windows.stop()


def _press(proof: Proof, name: str, key: str) -> None:
    """Take a picture and press a key."""
    wait_for(lambda: False, 2)
    picture(proof.display, proof.work / f"{name}.png")
    environment = {**os.environ, "DISPLAY": proof.display}
    # The newest window is the one on top; without a window manager nobody gives it the keys.
    window = windows_named(proof.display, "履职清单")[-1:]
    focus = ["windowfocus", "--sync", *window] if window else []
    subprocess.run(["xdotool", *focus, "key", key], env=environment, check=True)


def use_window(proof: Proof) -> None:
    """The window opens with Chinese text, writes only where it may, and opens no socket."""
    program = snapshot(proof.home)
    elsewhere = set(_outside(proof))
    process = proof.windows.start([str(proof.home / "duty-desktop.exe")])
    shown = wait_for(lambda: windows_named(proof.display, "履职清单 ·"), 120)
    proof.check("the window is shown with the town's name in its title", shown)
    wait_for(lambda: False, 5)
    colours = picture(proof.display, proof.work / "window.png")
    proof.check(f"the picture has {colours} colours", colours >= FEWEST_COLOURS)
    code = proof.windows.run(
        [
            str(proof.home / "duty-desktop.exe"),
            "--close",
            proof.windows.dos(proof.home / "duty-desktop.exe"),
        ]
    ).returncode
    proof.check("asked to close, it closes", code == 0 and process.wait(60) == 0, code)
    proof.check("the window left its program folder as it was", snapshot(proof.home) == program)
    new = set(_outside(proof)) - elsewhere
    proof.check("nothing was written outside the user's folder and the temporary one", not new, new)
    proof.check("the window's place is remembered", (proof.user_data / "window.ini").is_file())
    _look_for_sockets(proof)


def _outside(proof: Proof) -> list[str]:
    """Files on the machine that are neither the user's, nor temporary, nor wine's own registry."""
    temporary = [proof.windows.local / "Temp", *proof.windows.drive.glob("users/*/Temp")]
    allowed = tuple(str(path) for path in (proof.user_data, *temporary))
    found = [str(p) for p in files_below(proof.work / "machine") if p.suffix != ".reg"]
    return [path for path in found if not path.startswith(allowed)]


def _look_for_sockets(proof: Proof) -> None:
    """Look for network sockets: under wine by its own trace, on Linux by strace."""
    winsock = "-all,+winsock"
    python = ROOT / "build" / "windows" / "python" / "python.exe"
    if python.exists():
        opened = proof.windows.run(
            [str(python), "-c", "import socket; socket.socket()"], WINEDEBUG=winsock
        )
        proof.check("a socket would be seen", "WSASocketW" in opened.stderr, opened.stderr[-300:])
        tested = proof.windows.run(
            [str(proof.home / "duty-desktop-console.exe"), "--self-test"], 300, WINEDEBUG=winsock
        )
        proof.check("no socket is opened under wine", "WSASocketW" not in tested.stderr)
    else:
        proof.skip("no socket is opened under wine", "the build has not left a Python to compare")
    trace = proof.work / "sockets.txt"
    run = bootstrap.python_with("run")
    command = ["strace", "-f", "-q", "-e", "trace=socket,connect,bind", "-o", str(trace), run]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(proof.work / "xdg"),
    }
    done = subprocess.run(
        [*command, "-m", "duty_desktop", "--self-test"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0 and not trace.exists():
        proof.skip("no socket is opened on Linux", done.stderr.decode("utf-8", "replace")[-200:])
        return
    inet = [line for line in trace.read_text("utf-8").splitlines() if "AF_INET" in line]
    proof.check("no socket is opened on Linux", done.returncode == 0 and not inet, inet[:3])


def tell_damage(proof: Proof) -> None:
    """Damage is told in a dialog, and repaired by running the installer again."""
    database = proof.home / "program/app/data/duties.db"
    whole = database.read_bytes()
    database.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    _dialog(proof, "a damaged database", 2)
    report = proof.self_test(proof.home)
    failed = {i["name"] for i in items_of(report) if i["result"] == "failed"}
    proof.check("the self-test names the damage", {"parts", "database"} <= failed, failed)
    database.unlink()
    _dialog(proof, "no database", 2)
    for name, code in (
        ("program/python312.dll", 3),
        ("program/python312.zip", 3),
        ("program/app/duty_desktop/__main__.py", 3),
        ("program/site/PySide6/Qt6Widgets.dll", 2),
        ("program/site/PySide6/Qt6Core.dll", 2),
        ("program/site/PySide6/plugins/platforms/qwindows.dll", 2),
        ("program/app/duty_desktop/cli.py", 3),
    ):
        _without(proof, name, code)
    proof.check("repair: exit code 0", proof.install(proof.new) == 0)
    proof.check("repair: every file is whole", not (f := proof.faulty(proof.home)), f)


def _without(proof: Proof, name: str, code: int) -> None:
    path = proof.home / name
    hidden = [path, *path.parent.glob(f"__pycache__/{path.stem}.*")]
    for one in hidden:
        one.rename(f"{one}.away")
    _dialog(proof, f"no {path.name}", code)
    for one in hidden:
        Path(f"{one}.away").rename(one)


def _dialog(proof: Proof, what: str, code: int) -> None:
    """Start the program and expect a dialog; close it and expect the exit code."""
    process = proof.windows.start([str(proof.home / "duty-desktop.exe")])
    shown = wait_for(lambda: windows_named(proof.display, "履职清单$"), 60)
    wait_for(lambda: False, 1)
    picture(proof.display, proof.work / f"{what}.png")
    environment = {**os.environ, "DISPLAY": proof.display}
    for key in ("Return", "Escape"):
        if process.poll() is None:
            for window in windows_named(proof.display, "履职清单$"):
                command = ["xdotool", "windowfocus", window, "key", key]
                subprocess.run(command, env=environment, capture_output=True, check=False)
            wait_for(lambda: process.poll() is not None, 10)
    ended = process.poll()
    if ended is None:
        proof.windows.stop()
    proof.check(f"{what}: a dialog, then exit code {code}", shown and ended == code, (shown, ended))
