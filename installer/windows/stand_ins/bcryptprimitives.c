/* Wine 8 has no bcryptprimitives.dll; Rust's standard library asks it for random bytes, so that
   python-calamine and cryptography do not load. The same bytes come from advapi32's RtlGenRandom.
   https://learn.microsoft.com/windows/win32/seccng/processprng */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG count);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) {
    const SIZE_T most = 1u << 30;
    while (count) {
        ULONG now = (ULONG)(count < most ? count : most);
        if (!SystemFunction036(bytes, now)) return FALSE;
        bytes += now;
        count -= now;
    }
    return TRUE;
}
