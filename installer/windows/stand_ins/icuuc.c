/* Wine has no icuuc.dll before its version 11.5; Windows has one since 10 1903, and Qt6Core.dll
   imports these twenty functions of it: converters of old text encodings, which the desk never
   asks Qt for. Here every encoding is unknown, and whoever asks is told so.
   https://unicode-org.github.io/icu-docs/apidoc/released/icu4c/ucnv_8h.html */
#include <stddef.h>
#include <stdint.h>

#define CALL __declspec(dllexport)
typedef int32_t Status;
typedef uint16_t Unit;
typedef void Converter;
typedef int8_t Flag;
enum { UNSUPPORTED = 16 };

static void refuse(Status *status) {
    if (status) *status = UNSUPPORTED;
}

CALL Converter *ucnv_open(const char *name, Status *status) { refuse(status); return NULL; }
CALL void ucnv_close(Converter *one) { (void)one; }
CALL void ucnv_reset(Converter *one) { (void)one; }
CALL Flag ucnv_getMaxCharSize(const Converter *one) { (void)one; return 1; }
CALL const char *ucnv_getName(const Converter *one, Status *status) { refuse(status); return NULL; }
CALL int32_t ucnv_countAvailable(void) { return 0; }
CALL const char *ucnv_getAvailableName(int32_t n) { (void)n; return NULL; }
CALL const char *ucnv_getStandardName(const char *name, const char *standard, Status *status) {
    refuse(status);
    return NULL;
}
CALL int32_t ucnv_fromUCountPending(const Converter *one, Status *status) { refuse(status); return 0; }
CALL int32_t ucnv_toUCountPending(const Converter *one, Status *status) { refuse(status); return 0; }
CALL void ucnv_fromUnicode(Converter *one, char **to, const char *end, const Unit **from,
                           const Unit *stop, int32_t *offsets, Flag flush, Status *status) {
    refuse(status);
}
CALL void ucnv_toUnicode(Converter *one, Unit **to, const Unit *end, const char **from,
                         const char *stop, int32_t *offsets, Flag flush, Status *status) {
    refuse(status);
}
CALL void ucnv_getToUCallBack(const Converter *one, void **action, const void **context) {}
CALL void ucnv_getFromUCallBack(const Converter *one, void **action, const void **context) {}
CALL void ucnv_setToUCallBack(Converter *one, void *new, const void *with, void **old,
                              const void **was, Status *status) {
    refuse(status);
}
CALL void ucnv_setFromUCallBack(Converter *one, void *new, const void *with, void **old,
                                const void **was, Status *status) {
    refuse(status);
}
CALL void ucnv_cbFromUWriteUChars(void *arguments, const Unit **from, const Unit *stop,
                                  int32_t offset, Status *status) {
    refuse(status);
}
CALL void ucnv_cbToUWriteUChars(void *arguments, const Unit *from, int32_t length,
                                int32_t offset, Status *status) {
    refuse(status);
}
CALL void UCNV_FROM_U_CALLBACK_SUBSTITUTE(const void *context, void *arguments, const Unit *units,
                                          int32_t length, int32_t point, int32_t reason,
                                          Status *status) {
    refuse(status);
}
CALL void UCNV_TO_U_CALLBACK_SUBSTITUTE(const void *context, void *arguments, const char *units,
                                        int32_t length, int32_t reason, Status *status) {
    refuse(status);
}
