#ifndef ANNEAL_CURL_SETOPT_H
#define ANNEAL_CURL_SETOPT_H

#include <curl/curl.h>
#include <stddef.h>

// Typed doors to libcurl's variadic functions, which Swift cannot call: one function per type of argument.

CURLcode anneal_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode anneal_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode anneal_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode anneal_curl_set_pointer(CURL *handle, CURLoption option, void *value);

typedef size_t (*anneal_curl_data)(char *bytes, size_t size, size_t count, void *context);
/// For CURLOPT_WRITEFUNCTION, CURLOPT_HEADERFUNCTION and CURLOPT_READFUNCTION.
CURLcode anneal_curl_set_data_callback(CURL *handle, CURLoption option, anneal_curl_data callback);

typedef int (*anneal_curl_progress)(
    void *context, curl_off_t toReceive, curl_off_t received, curl_off_t toSend, curl_off_t sent);
/// For CURLOPT_XFERINFOFUNCTION.
CURLcode anneal_curl_set_progress_callback(CURL *handle, anneal_curl_progress callback);

CURLcode anneal_curl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode anneal_curl_get_string(CURL *handle, CURLINFO info, const char **value);

#endif
