// libcurl, opened when the first request is made: to link it would cost every start of the program 15 ms, most of them for
// libraries that a script without a server never needs. Its functions of a variable number of arguments are given fixed ones here.
#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdbool.h>

// Written once, then only read, so threads may share it.
struct __attribute__((swift_attr("@Sendable"))) CurlFunctions {
    __typeof__(&curl_global_init) global_init;
    __typeof__(&curl_easy_init) easy_init;
    __typeof__(&curl_easy_reset) easy_reset;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_perform) easy_perform;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_easy_setopt) easy_setopt;
    __typeof__(&curl_easy_getinfo) easy_getinfo;
    __typeof__(&curl_slist_append) slist_append;
    __typeof__(&curl_slist_free_all) slist_free_all;
};

/// A handle with its connections. Threads may pass it on: one at a time has it.
struct __attribute__((swift_attr("@Sendable"))) CurlHandle {
    CURL *pointer;
};

/// Whether the library and all of the functions are there, and the library could be made ready.
static inline bool curl_functions_load(struct CurlFunctions *functions) {
#ifdef __APPLE__
    void *library = dlopen("libcurl.4.dylib", RTLD_NOW | RTLD_LOCAL);
#else
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
#endif
    if (!library) return false;
#define FIND(name) if (!(functions->name = (__typeof__(functions->name))dlsym(library, "curl_" #name))) return false
    FIND(global_init);
    FIND(easy_init);
    FIND(easy_reset);
    FIND(easy_cleanup);
    FIND(easy_perform);
    FIND(easy_strerror);
    FIND(easy_setopt);
    FIND(easy_getinfo);
    FIND(slist_append);
    FIND(slist_free_all);
#undef FIND
    return functions->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static inline CURLcode curl_set_number(const struct CurlFunctions *functions, CURL *handle, CURLoption option, long value) {
    return functions->easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_text(const struct CurlFunctions *functions, CURL *handle, CURLoption option, const char *value) {
    return functions->easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_pointer(const struct CurlFunctions *functions, CURL *handle, CURLoption option, void *value) {
    return functions->easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_length(const struct CurlFunctions *functions, CURL *handle, CURLoption option, curl_off_t value) {
    return functions->easy_setopt(handle, option, value);
}

typedef size_t (*curl_receiver)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode curl_set_receiver(const struct CurlFunctions *functions, CURL *handle, CURLoption option, curl_receiver value) {
    return functions->easy_setopt(handle, option, value);
}

/// A redirect or a proxy must not lead to another protocol.
static inline CURLcode curl_only_http(const struct CurlFunctions *functions, CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return functions->easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return functions->easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static inline CURLcode curl_get_number(const struct CurlFunctions *functions, CURL *handle, CURLINFO info, long *value) {
    return functions->easy_getinfo(handle, info, value);
}
