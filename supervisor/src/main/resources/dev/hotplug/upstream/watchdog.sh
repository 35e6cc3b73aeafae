# Stands beside a Hotplug that runs servers. Hotplug says on stdin who comes and who goes; when that
# ends without a word of farewell, Hotplug was killed, and all that it had started must end, too.
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

while read -r word who rest; do
  case $word in
    born) leaders="$leaders$who " ;;
    spare) sparing="$sparing$who " ;;
    stray) strays="$strays$who " ;;
    gone)
      leaders=$(without "$leaders" "$who")
      sparing=$(without "$sparing" "$who")
      [ -n "$last" ] && last=$(printf '%s\n' "$last" | grep -v "^$who ")
      ;;
    last) last="$last
$who $rest" ;;
    bye) exit 0 ;;
  esac
done

# --- Hotplug is gone ---------------------------------------------------------

status() { # sets state, parent, session and start of the process $1; false when there is none
  read -r line < "/proc/$1/stat" || return 1
  set -- ${line##*) }
  state=$1 parent=$2 session=$4 start=${20}
  [ "$state" != Z ]
} 2> /dev/null

drop_strangers() { # takes out of leaders those whose pid somebody else has by now
  for leader in $leaders; do
    status "${leader%:*}" && [ "$start" != "${leader#*:}" ] && leaders=$(without "$leaders" "$leader")
  done
}

is_watchdog() { # another one, of a Hotplug behind that one: it has its own work to do first
  [ "$passes" -lt 20 ] && grep -qsF HOTPLUG_WATCHDOG_SCRIPT= "/proc/$1/environ"
}

marked() { # sets found to those that have the marker in their environment
  for file in $(LC_ALL=C grep -lsE "HOTPLUG_CHILD=([^;]*;)*$instance/" /proc/[0-9]*/environ); do
    pid=${file#/proc/} pid=${pid%/environ}
    status "$pid" && ! is_watchdog "$pid" && found="$found$pid:$start "
  done
}

is_kin() { # whether the process $1, its status just read, belongs to one we know
  case $sparing in *" $session:"*) spared="$spared$1:$start " ; return 1 ;; esac
  case $leaders in *" $session:"* | *" $1:$start "*) return 0 ;; esac
  case $strays in *" $1:$start "*) return 0 ;; esac
  case $found in *" $parent:"*) ! is_watchdog "$1" ;; *) return 1 ;; esac
}

scan() { # adds to found all that is left: marked, strayed, in a session of ours, or descended
  drop_strangers
  marked
  grown=yes
  while [ -n "$grown" ]; do
    grown=
    for folder in /proc/[0-9]*; do
      status "${folder#/proc/}" || continue
      case $found$spared in *" ${folder#/proc/}:$start "*) continue ;; esac
      is_kin "${folder#/proc/}" && found="$found${folder#/proc/}:$start " grown=yes
    done
  done
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

if [ ! -r /proc/self/stat ]; then # elsewhere than on Linux, each server's group is all that is known
  for signal in TERM KILL; do
    a_moment 0.3
    for leader in $leaders; do kill -s "$signal" -- "-${leader%:*}"; done 2> /dev/null
  done
  exit
fi

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
