/* MerchantDesk.exe and merchant-desk.exe: start the interpreter that lies beside them on the desk's program.

   One source, compiled twice: windowed (no console, says its troubles in a box) and, with CONSOLE defined, for
   commands (real standard streams). It knows no version: `current.txt` beside it names the folder of the version
   in use, replaced last by the installer, so that any launcher starts any version. Without that file the program
   lies in the launcher's own folder: a build that was unpacked, not installed. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define ROOM 32768 /* the longest path of Windows, in characters */
#define FILES_MISSING 70 /* as installer/windows/start.py; the desk itself ends with less */
#define WILL_NOT_LOAD 71
#define APPLICATION_ID L"MerchantDesk" /* as its shortcuts say: merchant_desk.nsi */

#define REPAIR L"Réinstallez Merchant Desk avec son programme d’installation\u00a0: vos données sont gardées."

typedef int (*RunPython)(int, wchar_t **);
typedef int (*SetVariable)(const wchar_t *, const wchar_t *);

int _dowildcard = 0; /* mingw would replace « *.csv » by the names of files; an argument is what she typed */

static wchar_t program[ROOM], home[ROOM], base[ROOM], library[ROOM], start[ROOM];

static int refuse(int code, const wchar_t *why, const wchar_t *what) {
    static wchar_t said[ROOM + 512];
    _snwprintf(said, ROOM + 511, L"%ls\n%ls\n\n" REPAIR, why, what);
#ifdef CONSOLE
    static char bytes[4 * (ROOM + 512)];
    HANDLE stream = GetStdHandle(STD_ERROR_HANDLE);
    DWORD done;
    wcscat(said, L"\n");
    if (!WriteConsoleW(stream, said, (DWORD)wcslen(said), &done, NULL)) { /* a file or a pipe, not a console */
        int size = WideCharToMultiByte(CP_UTF8, 0, said, -1, bytes, sizeof bytes, NULL, NULL);
        if (size > 0)
            WriteFile(stream, bytes, (DWORD)(size - 1), &done, NULL);
    }
#else
    MessageBoxW(NULL, said, L"Merchant Desk", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#endif
    return code;
}

/* Join a folder and a name; 0 when it does not fit. */
static int join(wchar_t *into, const wchar_t *folder, const wchar_t *name) {
    int size = _snwprintf(into, ROOM, L"%ls\\%ls", folder, name);
    return size > 0 && size < ROOM;
}

static int is_file(const wchar_t *path) {
    DWORD kind = GetFileAttributesW(path);
    return kind != INVALID_FILE_ATTRIBUTES && !(kind & FILE_ATTRIBUTE_DIRECTORY);
}

/* Read the first line of current.txt: letters, digits, « . + - » after « desk- ». -1: there is no such file. */
static int read_current(char *name, DWORD room) {
    wchar_t *path = library; /* borrowed: it is filled later */
    DWORD size = 0, length = 0;
    HANDLE file = INVALID_HANDLE_VALUE;
    if (!join(path, home, L"current.txt"))
        return 0;
    for (int tries = 0; tries < 10 && file == INVALID_HANDLE_VALUE; tries++) {
        if (tries)
            Sleep(100); /* an antivirus or the installer holds it for a moment */
        file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                           OPEN_EXISTING, 0, NULL);
        if (file == INVALID_HANDLE_VALUE && GetLastError() == ERROR_FILE_NOT_FOUND)
            return -1;
    }
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    if (!ReadFile(file, name, room - 1, &size, NULL))
        size = 0;
    CloseHandle(file);
    name[size] = 0;
    while (name[length] && (isalnum((unsigned char)name[length]) || strchr(".+-", name[length])))
        length++;
    name[length] = 0;
    return length > 5 && strncmp(name, "desk-", 5) == 0 && strstr(name, "..") == NULL;
}

/* Set ``base`` to the folder of the version in use. */
static int find_base(void) {
    char name[128];
    wchar_t wide[160];
    int known = read_current(name, sizeof name);
    if (known < 0)
        return wcscpy(base, home) != NULL;
    _snwprintf(wide, 160, L"versions\\%hs", name);
    return known && join(base, home, wide);
}

/* Set ``library`` to python3NN.dll: digits after the 3, so never the python3.dll that stands beside it. */
static int find_library(void) {
    WIN32_FIND_DATAW found;
    HANDLE search;
    wchar_t folder[] = L"python\\", pattern[] = L"python\\python3*.dll", name[64];
    int known = 0;
    if (!join(library, base, pattern))
        return 0;
    search = FindFirstFileW(library, &found);
    if (search == INVALID_HANDLE_VALUE)
        return 0;
    do {
        size_t digits = wcsspn(found.cFileName + 7, L"0123456789"); /* after « python3 » */
        if (digits > 0 && digits < 4 && _wcsicmp(found.cFileName + 7 + digits, L".dll") == 0) {
            _snwprintf(name, 64, L"%ls%ls", folder, found.cFileName);
            known = join(library, base, name);
        }
    } while (!known && FindNextFileW(search, &found));
    FindClose(search);
    return known;
}

/* Tell the program by which name it was started, so that it can start itself again. Python's own C library
   may have copied the environment already: it is told too. */
static void tell_program(void) {
    HMODULE c_library = GetModuleHandleW(L"ucrtbase.dll");
    SetVariable set = NULL;
    SetEnvironmentVariableW(L"MERCHANT_DESK_PROGRAM", program);
    if (c_library)
        set = (SetVariable)(void *)GetProcAddress(c_library, "_wputenv_s");
    if (set)
        set(L"MERCHANT_DESK_PROGRAM", program);
}

#ifndef CONSOLE
/* One button in the task bar, the one of the shortcut, whatever other Python programs run. */
static void name_for_task_bar(void) {
    typedef HRESULT(WINAPI * SetIdentity)(PCWSTR);
    HMODULE shell = LoadLibraryExW(L"shell32.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
    SetIdentity set = NULL;
    if (shell)
        set = (SetIdentity)(void *)GetProcAddress(shell, "SetCurrentProcessExplicitAppUserModelID");
    if (set)
        set(APPLICATION_ID);
}
#endif

static int run(int count, wchar_t **words) {
    DWORD size = GetModuleFileNameW(NULL, program, ROOM);
    wchar_t **all = calloc((size_t)count + 5, sizeof *all);
    HMODULE python;
    RunPython main_of_python = NULL;
    int k = 0;
    if (!size || size >= ROOM || !all)
        return refuse(WILL_NOT_LOAD, L"Merchant Desk n’a pas pu démarrer\u00a0: la mémoire manque.", L"");
    wcscpy(home, program);
    *wcsrchr(home, L'\\') = 0;
    if (!find_base() || !find_library() || !join(start, base, L"app\\start.py") || !is_file(start))
        return refuse(FILES_MISSING, L"Merchant Desk n’a pas pu démarrer\u00a0: des fichiers du programme manquent dans",
                      base[0] ? base : home);
    SetDllDirectoryW(L""); /* never a library from the current folder */
    python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (python)
        main_of_python = (RunPython)(void *)GetProcAddress(python, "Py_Main");
    if (!main_of_python)
        return refuse(WILL_NOT_LOAD, L"Merchant Desk n’a pas pu démarrer\u00a0: ce fichier ne se charge pas", library);
    tell_program();
#ifndef CONSOLE
    name_for_task_bar();
#endif
    all[k++] = program;
    all[k++] = L"-I"; /* nothing of another Python on this computer is heard */
    all[k++] = L"-B"; /* nothing is written beside the program */
    all[k++] = start;
    for (int each = 1; each < count; each++)
        all[k++] = words[each];
    return main_of_python(k, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words) {
    return run(count, words);
}
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE none, PWSTR line, int show) {
    (void)self, (void)none, (void)line, (void)show;
    return run(__argc, __wargv);
}
#endif
