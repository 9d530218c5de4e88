/* Starts the program: loads Python from the folder "program" and runs duty_desktop in it.
 *
 * Built twice, as a window program and, with -DCONSOLE, as a command. Says in Chinese what is wrong
 * where parts are missing. "--close PROGRAM" asks the windows of another copy to close: the installer
 * uses it before it replaces files. */

#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define CLOSING_SECONDS 20
#define NOT_STARTED 3

/* Below this program's folder; without any of them there is nobody who could say what is wrong. */
static const wchar_t *const NEEDED[] = {
    L"program\\python312.dll",
    L"program\\python3.dll",
    L"program\\python312.zip",
    L"program\\python312._pth",
    L"program\\vcruntime140.dll",
    L"program\\vcruntime140_1.dll",
    L"program\\app\\duty_desktop\\__main__.py",
};

typedef int (*py_main)(int, wchar_t **);

static wchar_t home[LONGEST];

static void tell(const wchar_t *sentence)
{
#ifdef CONSOLE
    HANDLE err = GetStdHandle(STD_ERROR_HANDLE);
    DWORD written;
    char bytes[4096];
    int length = WideCharToMultiByte(CP_UTF8, 0, sentence, -1, bytes, sizeof bytes - 1, NULL, NULL);
    if (!WriteConsoleW(err, sentence, (DWORD)wcslen(sentence), &written, NULL) && length > 0)
        WriteFile(err, bytes, (DWORD)length - 1, &written, NULL);
#else
    MessageBoxW(NULL, sentence, L"履职清单", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#endif
}

static int tell_missing(const wchar_t *name, DWORD error)
{
    wchar_t sentence[LONGEST + 512];
    _snwprintf(sentence, LONGEST + 511,
               L"程序打不开：缺少文件或文件已损坏。\n\n%ls\n\n"
               L"请重新运行安装程序修复；便携版请重新解压整个文件夹。您的数据不受影响。（错误 %lu）\n",
               name, error);
    sentence[LONGEST + 511] = 0;
    tell(sentence);
    return NOT_STARTED;
}

/* The folder of this program, with the last backslash. */
static int find_home(void)
{
    DWORD length = GetModuleFileNameW(NULL, home, LONGEST);
    if (length == 0 || length >= LONGEST)
        return 0;
    wchar_t *last = wcsrchr(home, L'\\');
    if (last == NULL)
        return 0;
    last[1] = 0;
    return 1;
}

static void join(wchar_t *path, const wchar_t *name)
{
    _snwprintf(path, 2 * LONGEST - 1, L"%ls%ls", home, name);
    path[2 * LONGEST - 1] = 0;
}

/* ---- asking another copy to close ---- */

static wchar_t closing[LONGEST];
static int still_open;

static BOOL CALLBACK close_window(HWND window, LPARAM post)
{
    DWORD process, length = LONGEST;
    static wchar_t image[LONGEST];
    GetWindowThreadProcessId(window, &process);
    HANDLE handle = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process);
    if (handle == NULL)
        return TRUE;
    if (QueryFullProcessImageNameW(handle, 0, image, &length) && _wcsicmp(image, closing) == 0) {
        still_open = 1;
        if (post && IsWindowVisible(window))
            PostMessageW(window, WM_CLOSE, 0, 0);
    }
    CloseHandle(handle);
    return TRUE;
}

/* 0 where no window of the program is left. */
static int close_other(const wchar_t *program)
{
    wcsncpy(closing, program, LONGEST - 1);
    for (int half = 0; half < 2 * CLOSING_SECONDS; half++) {
        still_open = 0;
        EnumWindows(close_window, half == 0 || half == CLOSING_SECONDS);
        if (!still_open)
            return 0;
        Sleep(500);
    }
    return 1;
}

/* ---- starting ---- */

static int run(int argc, wchar_t **argv)
{
    static wchar_t path[2 * LONGEST];
    for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++) {
        join(path, NEEDED[i]);
        if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES)
            return tell_missing(path, GetLastError());
    }
    /* Another program's Qt must not be searched for plugins. */
    SetEnvironmentVariableW(L"QT_PLUGIN_PATH", NULL);
    SetEnvironmentVariableW(L"QT_QPA_PLATFORM_PLUGIN_PATH", NULL);
    join(path, NEEDED[0]);
    HMODULE python = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (python == NULL)
        return tell_missing(path, GetLastError());
    py_main start = (py_main)(void *)GetProcAddress(python, "Py_Main");
    if (start == NULL)
        return tell_missing(path, GetLastError());
    /* -X utf8: text is UTF-8 on every system. -B: nothing is written beside the program. */
    static wchar_t *const before[] = {L"-X", L"utf8", L"-B", L"-m", L"duty_desktop"};
    const int added = sizeof before / sizeof *before;
    wchar_t **all = calloc((size_t)(argc + added + 1), sizeof *all);
    if (all == NULL)
        return NOT_STARTED;
    all[0] = argv[0];
    for (int i = 0; i < added; i++)
        all[1 + i] = before[i];
    for (int i = 1; i < argc; i++)
        all[added + i] = argv[i];
    int code = start(argc + added, all);
#ifndef CONSOLE
    /* The window says itself what it refuses (2); 1 without arguments is Python's own failure. */
    if (code == 1 && argc == 1) {
        join(path, L"program");
        return tell_missing(path, 0);
    }
#endif
    return code;
}

int wmain(int argc, wchar_t **argv)
{
    if (argc == 3 && wcscmp(argv[1], L"--close") == 0)
        return close_other(argv[2]);
    if (!find_home())
        return tell_missing(L"program", GetLastError());
    return run(argc, argv);
}

#ifndef CONSOLE
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show)
{
    (void)instance;
    (void)before;
    (void)line;
    (void)show;
    return wmain(__argc, __wargv);
}
#endif
