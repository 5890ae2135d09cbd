#pragma once

/// Typed doors to git_libgit2_opts, which is variadic and therefore invisible to Swift.

/// GIT_OPT_SET_SEARCH_PATH for one level of host configuration; an empty path means that no file of that level is read.
int cgit_set_search_path(int level, const char *path);

/// GIT_OPT_SET_OWNER_VALIDATION: 0 opens repositories that belong to another user too.
int cgit_set_owner_validation(int enabled);

/// GIT_OPT_SET_USER_AGENT: what follows "git/1.0" in HTTP requests.
int cgit_set_user_agent(const char *agent);
