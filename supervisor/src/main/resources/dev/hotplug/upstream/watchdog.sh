# Stands beside a Hotplug that runs servers. Hotplug says in HOTPLUG_WATCHDOG_KNOWN who is there, and
# on stdin who comes and who goes; when that ends without a word of farewell, Hotplug was killed, and
# all that it had started must end, too.
# For any POSIX shell; grep and sleep are all that it starts.
trap '' HUP INT QUIT TERM PIPE
instance=$1
leaders=' ' # pid:start of the leaders of the servers' sessions
sparing=' ' # those of them whose detached processes are to live on
strays=' ' # pid:start of others that are Hotplug's
last=       # what else must be done, a command a line

# --- while Hotplug lives -----------------------------------------------------

without() { # prints the list $1 without its element $2
  case $1 in
    *" $2 "*) printf '%s %s' "${1%% "$2 "*}" "${1#*" $2 "}" ;;
    *) printf %s "$1" ;;
  esac
}

note() { # takes in the line $1
  who=${1#* } who=${who%% *}
  case $1 in
    'born '*) leaders="$leaders$who " ;;
    'spare '*) sparing="$sparing$who " ;;
    'stray '*) strays="$strays$who " ;;
    'gone '*)
      leaders=$(without "$leaders" "$who")
      sparing=$(without "$sparing" "$who")
      [ -n "$last" ] && last=$(printf '%s\n' "$last" | grep -v "^$who ")
      ;;
    'last '*) last="$last
${1#last }" ;;
    bye) exit 0 ;;
  esac
}

set -f # a here-document would do, too, but needs room on the disk in some shells
IFS='
'
for line in $HOTPLUG_WATCHDOG_KNOWN; do note "$line"; done
set +f
unset IFS HOTPLUG_WATCHDOG_KNOWN # so that grep is given none of it
while IFS= read -r line; do note "$line"; done

# --- Hotplug is gone ---------------------------------------------------------

read_stat() { # sets state, parent, session and start of the process $1; false when there is none
  line=
  while read -r next; do line=$next; done < "$1/stat" # of a name with line breaks the last counts
  [ -n "$line" ] || return 1
  set -- ${line##*) }
  state=$1 parent=$2 session=$4 start=${20}
} 2> /dev/null

status() { # as above, and false when it is dead
  read_stat "$1" && [ "$state" != Z ]
}

matching() { # sets hits to those of the files */$1 that have a line like $2
  hits=$(LC_ALL=C grep -lsE "$2" [0-9]*/"$1")
  [ $? -lt 126 ] && return
  hits=$(for digit in 0 1 2 3 4 5 6 7 8 9; do # too many to be named at once
    LC_ALL=C grep -lsE "$2" *"$digit/$1"
  done)
}

pids_of() { # sets pids to a pattern for those in the list $1
  pids=
  for who in $1; do pids="$pids|${who%:*}"; done
  pids="(${pids#|})"
}

drop_strangers() { # takes out of leaders those whose pid somebody else has by now, even if dead
  for leader in $leaders; do
    read_stat "${leader%:*}" && [ "$start" != "${leader#*:}" ] || continue
    leaders=$(without "$leaders" "$leader")
    sparing=$(without "$sparing" "$leader")
  done
}

list_watchdogs() { # those of a Hotplug behind that one: they have their own work to do first
  watchdogs=' '
  [ "$passes" -lt 20 ] || return
  matching environ HOTPLUG_WATCHDOG_SCRIPT=
  for hit in $hits; do watchdogs="$watchdogs${hit%/*} "; done
}

add() { # adds the process $1, its status just read
  case $watchdogs in *" $1 "*) return ;; esac
  case $found$spared in *" $1:$start "*) return ;; esac
  case $sparing in *" $session:"*) spared="$spared$1:$start " ; return ;; esac
  found="$found$1:$start "
  fresh="$fresh$1:$start "
}

is_member() { # whether the process just read is in a session of ours, and no older than its leader
  case $leaders in *" $session:"*) ;; *) return 1 ;; esac
  oldest=${leaders#*" $session:"}
  [ "$start" -ge "${oldest%% *}" ]
}

add_marked() { # those that have the marker in their environment
  matching environ "HOTPLUG_CHILD=([^;]*;)*$instance/"
  for hit in $hits; do status "${hit%/*}" && add "${hit%/*}"; done
}

add_named() { # those that we were told of
  for who in $leaders $strays; do
    status "${who%:*}" && [ "$start" = "${who#*:}" ] && add "${who%:*}"
  done
}

add_members() { # those in sessions of ours
  [ "$leaders" != ' ' ] || return
  pids_of "$leaders"
  matching stat "\\) [A-Za-z] [0-9]+ [0-9]+ $pids [-0-9 ]*\$"
  for hit in $hits; do status "${hit%/*}" && is_member && add "${hit%/*}"; done
}

add_children() { # the children of those in fresh, who are then in fresh themselves
  parents=$fresh fresh=' '
  pids_of "$parents"
  matching stat "\\) [A-Za-z] $pids [-0-9 ]*\$"
  for hit in $hits; do
    status "${hit%/*}" || continue
    case $parents in *" $parent:"*) add "${hit%/*}" ;; esac
  done
}

# Reading is for grep, as a shell's read takes a byte at a time: with a thousand processes, seconds.
scan() { # adds to found all that is left: marked, named, in a session of ours, or descended
  drop_strangers
  list_watchdogs
  fresh=$found
  add_marked
  add_named
  add_members
  while [ "$fresh" != ' ' ]; do add_children; done
}

is_over() {
  case $found$spared in *[0-9]*) return 1 ;; esac
}

tell() { # sends signal $1 to all found that are still themselves
  for who in $found $spared; do
    status "${who%:*}" && [ "$start" = "${who#*:}" ] && kill -s "$1" "${who%:*}"
  done
} 2> /dev/null

a_moment() { # $1 in seconds; whole ones where sleep knows no other
  sleep "$1" 2> /dev/null || sleep 1
}

printf '%s\n' "$last" | while read -r who command; do
  [ -n "$who" ] && eval "$command" < /dev/null
done > /dev/null 2>&1 &

if [ ! -r /proc/self/stat ]; then # elsewhere than on Linux, all that is known are leader and group
  for signal in TERM KILL; do
    a_moment 0.3
    for leader in $leaders; do
      kill -s "$signal" -- "-${leader%:*}" "${leader%:*}"
    done 2> /dev/null
  done
  exit 0
fi

cd /proc || exit
passes=0 empty=0 found=' ' spared=' '
scan # before anybody ends, whose children could then no longer be known as his
for signal in TERM KILL; do
  is_over && break
  a_moment 0.2
  scan
  tell "$signal"
done
while [ "$empty" -lt 2 ] && [ "$passes" -lt 100 ]; do
  passes=$((passes + 1))
  a_moment 0.1
  found=' ' spared=' '
  scan
  if is_over; then empty=$((empty + 1)); else empty=0; fi
  tell KILL
done
