extension PostReceiveHook {
    /// `hooks/post-receive` of this repository, byte for byte; a test compares the two.
    static let script = ##"""
        #!/bin/sh
        # Tells Anneal that something was pushed to this bare repository. `anneal hooks install REPO` puts it here.
        #
        # It copies git's lines "<old> <new> <ref>" into a file in the server's spool folder, in the manner of a Maildir: written
        # in tmp/, then renamed into new/, so that the server only ever sees whole files. Nothing is asked of the server, which may
        # be down, and nothing is synced to disk: a push whose file is lost is found by the server's watcher, because git is the
        # truth and this file only the quicker way. So a push never fails and never waits because of Anneal.
        #
        # A post-receive hook that was here before is kept beside this one as post-receive.local, and gets the same lines.

        spool=''  # filled in by anneal hooks install

        # Shell built-ins where there are any: each process that is started adds milliseconds to the push. Only `date` and `mv`
        # are left, and `cat` for a push of many refs, where reading line by line would be slower.
        newline='
        '
        lines=
        count=0
        while [ "$count" -lt 16 ] && IFS= read -r line; do
            lines=$lines${lines:+$newline}$line
            count=$((count + 1))
        done
        if [ "$count" -eq 16 ]; then
            more=$(cat)
            lines=$lines${more:+$newline}$more
        fi

        could_not() {
            echo "anneal: could not queue this push ($1); the server's watcher will still see it" >&2
        }

        queue() {
            if [ -z "$spool" ]; then
                could_not "no spool folder is set; run anneal hooks install"
                return
            fi
            for folder in tmp new; do
                if [ ! -d "$spool/$folder" ] || [ ! -w "$spool/$folder" ] || [ ! -x "$spool/$folder" ]; then
                    could_not "$spool/$folder is missing or not writable"
                    return
                fi
            done
            random=
            read -r random 2>/dev/null </proc/sys/kernel/random/uuid || random=$PPID
            name=$(date +%s)-$$-$random.push
            umask 022 # the server may run as another user; who may look into the spool is decided by the folder
            set -C    # never write into what is there already
            if ! { printf '%s\n' "$lines" >"$spool/tmp/$name"; } 2>/dev/null; then
                rm -f "$spool/tmp/$name"
                could_not "writing in $spool/tmp failed; is the disk full?"
            elif ! mv "$spool/tmp/$name" "$spool/new/$name" 2>/dev/null; then
                rm -f "$spool/tmp/$name"
                could_not "renaming into $spool/new failed"
            fi
            set +C
        }

        local_hook=${0%/*}/post-receive.local
        if [ ! -f "$local_hook" ] || [ ! -x "$local_hook" ]; then
            local_hook=
        else
            mask=$(umask)
        fi
        if [ -n "$lines" ]; then
            queue
        fi
        if [ -n "$local_hook" ]; then
            umask "$mask"
            # A hook that does not read its lines breaks the pipe; that is its right.
            { printf '%s\n' "$lines"; } 2>/dev/null | "$local_hook"
            exit $?
        fi
        exit 0

        """##
}
