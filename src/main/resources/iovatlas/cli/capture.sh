#!/bin/sh
# Records what IOVAtlas needs to know about this machine: PCI functions, IOMMU groups, firmware
# tables, the kernel log. It only reads; root is not needed, but sees more.
#
#   sh capture.sh [--anonymise] [--text] [-o FILE]
#
#   --anonymise  leaves out serial numbers, hardware (MAC) addresses, UUIDs and the host's name
#   --text       one text file instead of a tar archive, for a mail or a terminal
#   -o FILE      where to write; - is standard output
#
# IOVATLAS_ROOT names another folder that holds sys and proc, for a chroot or a test.
#
# Files of sysfs and procfs lie about their sizes, so everything is copied first and packed then.

set -u
LC_ALL=C
export LC_ALL
umask 077

anonymise=no
form=tar
output=
root=${IOVATLAS_ROOT:-}

usage() {
    echo "usage: sh capture.sh [--anonymise] [--text] [-o FILE]" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    case $1 in
        --anonymise) anonymise=yes ;;
        --text) form=text ;;
        -o)
            [ $# -ge 2 ] || usage
            output=$2
            shift
            ;;
        *) usage ;;
    esac
    shift
done

say() { echo "capture: $*" >&2; }

if [ -n "$root" ]; then
    root=$(cd -P "$root" 2>/dev/null && pwd -P) || {
        say "there is no folder $IOVATLAS_ROOT."
        exit 1
    }
fi

tree=
for place in "${TMPDIR:-/tmp}" /run /dev/shm .; do
    if [ -d "$place" ] && mkdir "$place/iovatlas-capture.$$" 2>/dev/null; then
        tree=$(cd "$place/iovatlas-capture.$$" && pwd -P)
        break
    fi
done
if [ -z "$tree" ]; then
    say "there is no folder that can be written to; set TMPDIR to one."
    exit 1
fi
trap 'rm -rf "$tree"' EXIT
trap 'exit 130' INT TERM HUP

mkdir -p "$tree/run"
remarks=$tree/run/iovatlas-capture
: >"$remarks"
unreadable=0

remark() {
    say "$*"
    echo "$*" >>"$remarks"
}

# A path that is there but cannot be read. The first few are named, all are kept.
lost() {
    unreadable=$((unreadable + 1))
    [ $unreadable -gt 5 ] || say "cannot read ${1#"$root"}"
    echo "cannot read ${1#"$root"}" >>"$remarks"
}

# Sets $to to where a path of the machine is copied, its folder made.
place() {
    to=$tree/${1#"$root"/}
    folder=${to%/*}
    [ -d "$folder" ] || mkdir -p "$folder"
}

# Copies small text files without starting a program for each.
text() {
    for file in "$@"; do
        [ -f "$file" ] || continue
        place "$file"
        { while IFS= read -r line || [ -n "$line" ]; do
            printf '%s\n' "$line"
        done <"$file" >"$to"; } 2>/dev/null || { rm -f "$to"; lost "$file"; }
    done
}

# Copies files of any content to their true end.
bytes() {
    for file in "$@"; do
        [ -f "$file" ] || continue
        place "$file"
        cat "$file" >"$to" 2>/dev/null || { rm -f "$to"; lost "$file"; }
    done
}

# Copies the links of one folder as links.
links() {
    set -- "$1"/*
    found=
    for entry in "$@"; do
        [ -L "$entry" ] && found=1 && break
    done
    [ -n "$found" ] || return 0
    place "$1"
    for entry in "$@"; do
        shift
        [ -L "$entry" ] && set -- "$@" "$entry"
    done
    cp -P "$@" "$folder/" 2>/dev/null || lost "${1%/*}"
}

# Makes a folder that says something by being there.
folder() {
    for entry in "$@"; do
        [ -d "$entry" ] && mkdir -p "$tree/${entry#"$root"/}"
    done
}

# Prints where a link or folder really is.
real() { (cd -P "$1" 2>/dev/null && pwd -P); }

# One PCI function: its registers, resources and links.
pci_function() {
    for name in class vendor device subsystem_vendor subsystem_device revision resource irq \
        reset_method numa_node secondary_bus_number subordinate_bus_number sriov_totalvfs \
        sriov_numvfs sriov_offset sriov_stride sriov_vf_device sriov_drivers_autoprobe \
        ari_enabled enable msi_bus removable; do
        [ -f "$1/$name" ] && text "$1/$name"
    done
    bytes "$1/config"
    links "$1"
    for entry in "$1"/msi_irqs/*; do
        [ -f "$entry" ] && text "$entry"
    done
    [ -d "$1/vfio-dev" ] && mkdir -p "$tree/${1#"$root"/}/vfio-dev"
    return 0
}

# A device on no PCI bus that is in a group: what it is and who drives it.
other_device() {
    links "$1"
    if [ -f "$1/firmware_node/path" ]; then
        node=$(real "$1/firmware_node")
        [ -n "$node" ] && text "$node/path"
    fi
    return 0
}

functions() {
    count=0
    links "$root/sys/bus/pci/devices"
    for entry in "$root"/sys/bus/pci/devices/*; do
        path=$(real "$entry") || continue
        pci_function "$path"
        count=$((count + 1))
    done
    [ $count -gt 0 ] || remark "no PCI function is in /sys/bus/pci/devices"
    for entry in "$tree"/sys/devices/pci*/*/config; do
        [ -f "$entry" ] || continue
        set -- $(wc -c <"$entry")
        [ "$1" -gt 64 ] ||
            remark "only 64 bytes of configuration space are readable: run it as root to see ACS"
        break
    done
}

groups() {
    groups=$root/sys/kernel/iommu_groups
    if [ ! -d "$groups" ]; then
        remark "the kernel has no /sys/kernel/iommu_groups"
        return
    fi
    folder "$groups"
    for group in "$groups"/*; do
        [ -d "$group" ] || continue
        folder "$group/devices"
        text "$group/type" "$group/reserved_regions" "$group/name"
        links "$group/devices"
        for member in "$group"/devices/*; do
            case ${member##*/} in
                *:*:*.[0-7] | '*') ;;
                *) path=$(real "$member") && other_device "$path" ;;
            esac
        done
    done
}

iommus() {
    folder "$root/sys/class/iommu"
    links "$root/sys/class/iommu"
    for entry in "$root"/sys/class/iommu/*; do
        path=$(real "$entry") || continue
        folder "$path"
        text "$path"/intel-iommu/* "$path"/amd-iommu/*
        links "$path"
        links "$path/devices"
    done
}

firmware() {
    tables=$root/sys/firmware/acpi/tables
    # Only what describes buses, interrupts and IOMMUs; other tables can hold licence keys.
    for name in APIC DMAR DSDT IORT IVRS MCFG SRAT VIOT; do
        bytes "$tables/$name"
    done
    for entry in "$tables"/SSDT*; do
        bytes "$entry"
    done
    if [ $anonymise = no ]; then
        bytes "$root/sys/firmware/fdt"
    fi
    if [ ! -f "$tree/sys/firmware/fdt" ] && [ -d "$root/sys/firmware/devicetree/base" ]; then
        device_tree
    fi
}

# The device tree file by file: readable without root, and single properties can be left out.
device_tree() {
    find "$root/sys/firmware/devicetree/base" -type f 2>/dev/null |
        while IFS= read -r file; do
            if [ $anonymise = yes ]; then
                case ${file##*/} in
                    serial-number | *mac-address* | bootargs | *seed* | *uuid*) continue ;;
                esac
            fi
            bytes "$file"
        done
}

kernel() {
    text "$root/proc/version" "$root/proc/cmdline" "$root/proc/interrupts" "$root/proc/iomem" \
        "$root/proc/modules" "$root/proc/cpuinfo" "$root/proc/bus/pci/devices" \
        "$root/proc/sys/kernel/osrelease"
    bytes "$root/proc/config.gz"
    release=
    [ -f "$root/proc/sys/kernel/osrelease" ] && read -r release <"$root/proc/sys/kernel/osrelease"
    [ -f "$root/proc/config.gz" ] || bytes "$root/boot/config-$release"
    for entry in "$root"/sys/module/vfio* "$root"/sys/module/iommu* "$root"/sys/module/kvm*; do
        folder "$entry"
        text "$entry"/parameters/*
    done
    folder "$root/sys/devices/virtual/misc/vfio" "$root/sys/devices/virtual/misc/iommu" \
        "$root/sys/class/vfio-dev"
    for entry in "$root"/sys/devices/system/cpu/cpu[0-9]*; do
        folder "$entry"
        for node in "$entry"/node[0-9]*; do
            [ -e "$node" ] && folder "$entry" && : >"$tree/${node#"$root"/}"
        done
    done
    if [ -d "$root/sys/kernel/debug/irq/irqs" ]; then
        text "$root"/sys/kernel/debug/irq/irqs/*
    fi
    if [ -f "$tree/proc/iomem" ] && ! grep -q '^ *[0-9a-f]*[1-9a-f]' "$tree/proc/iomem"; then
        remark "the addresses in /proc/iomem are hidden: run it as root"
    fi
}

log() {
    if [ -n "$root" ]; then
        bytes "$root/run/dmesg"
        return
    fi
    to=$tree/run/dmesg
    dmesg >"$to" 2>/dev/null && [ -s "$to" ] && return
    for file in /var/log/dmesg /var/log/kern.log; do
        cat "$file" >"$to" 2>/dev/null && [ -s "$to" ] && return
    done
    journalctl -k -b --no-hostname -o short-monotonic --no-pager >"$to" 2>/dev/null &&
        [ -s "$to" ] && return
    rm -f "$to"
    remark "the kernel log is not readable: run it as root"
}

# Rewrites one copied file with sed.
rewrite() {
    [ -f "$1" ] || return 0
    if sed "$2" "$1" >"$tree/rewritten"; then
        mv "$tree/rewritten" "$1"
    else
        rm -f "$tree/rewritten" "$1"
        remark "left out, as it could not be made anonymous: ${1#"$tree"}"
    fi
}

# Zeroes the serial number that a function's extended configuration space may hold.
without_serial() {
    at=$(od -An -v -tx1 "$1" 2>/dev/null | awk '
        function hex(word,   i, n) {
            n = 0
            for (i = 1; i <= length(word); i++)
                n = n * 16 + index("0123456789abcdef", substr(word, i, 1)) - 1
            return n
        }
        { for (i = 1; i <= NF; i++) byte[n++] = $i }
        END {
            at = 256
            for (hops = 0; at >= 256 && at + 12 <= n && hops < 960; hops++) {
                if (byte[at] byte[at + 1] == "0300") { print at + 4; exit }
                at = hex(byte[at + 3]) * 16 + int(hex(byte[at + 2]) / 16)
                at = at - at % 4
            }
            print "none"
        }')
    case $at in
        none) ;;
        [0-9]*) dd if=/dev/zero of="$1" bs=1 seek="$at" count=8 conv=notrunc 2>/dev/null ;;
        *)
            # Without od and awk the whole extended space goes.
            dd if="$1" of="$tree/rewritten" bs=256 count=1 2>/dev/null && mv "$tree/rewritten" "$1"
            ;;
    esac
}

anonymous() {
    x='[0-9A-Fa-f][0-9A-Fa-f]'
    masks="s/$x:$x:$x:$x:$x:$x\\(:$x:$x\\)*/00:00:00:00:00:00/g"
    masks="$masks;s/$x$x$x$x-$x$x-$x$x-$x$x-$x$x$x$x$x$x/00000000-0000-0000-0000-000000000000/g"
    masks="$masks;s/\\([Ss]erial *[Nn]*[umber]*[ =:]*[:=] *\\)[^ ,;]*/\\1hidden/g"
    masks="$masks;s/\\(systemd.machine_id=\\|hostname=\\|ip=\\)[^ ]*/\\1hidden/g"
    masks="$masks;s/\\(Hostname set to \\).*/\\1hidden/"
    node=$(uname -n 2>/dev/null)
    case $node in
        '' | ? | ?? | localhost | *[!A-Za-z0-9._-]*) ;;
        *)
            masks="$masks;s/$(echo "$node" | sed 's/[.]/\\./g')/host/g"
            short=${node%%.*}
            case $short in
                '' | ? | ??) ;;
                *) masks="$masks;s/\\([^A-Za-z0-9_]\\)$short\\([^A-Za-z0-9_]\\)/\\1host\\2/g" ;;
            esac
            ;;
    esac
    for entry in "$tree/run/dmesg" "$tree/proc/cmdline" "$tree/proc/cpuinfo" "$remarks"; do
        rewrite "$entry" "$masks"
    done
    find "$tree/sys/devices" -type f -name config 2>/dev/null |
        while IFS= read -r entry; do
            without_serial "$entry"
        done
}

# The tree as text: each entry begins with a letter, d(irectory), l(ink), f(ile), and a file's
# lines with t(ext) or x (hex bytes).
as_text() {
    echo "iovatlas-capture 1"
    (cd "$tree" && find . -type d -o -type l -o -type f) | sort | while IFS= read -r entry; do
        entry=${entry#./}
        path=$tree/$entry
        if [ -L "$path" ]; then
            echo "l $entry -> $(readlink "$path")"
        elif [ -d "$path" ]; then
            [ "$entry" = . ] || [ -n "$(ls -A "$path")" ] || echo "d $entry"
        else
            echo "f $entry"
            case $entry in
                *.gz | */config | sys/firmware/*) od -An -v -tx1 "$path" | sed 's/^ */x /' ;;
                *) sed 's/^/t /' "$path" ;;
            esac
        fi
    done
}

functions
groups
iommus
firmware
kernel
log
[ $anonymise = no ] || anonymous
[ $unreadable -le 5 ] || say "and $((unreadable - 5)) more that cannot be read"

if [ $form = tar ] && ! command -v tar >/dev/null 2>&1; then
    say "there is no tar here, so it becomes a text file"
    form=text
fi
if [ -z "$output" ]; then
    case $form in
        text) output=iovatlas-capture.txt ;;
        *) output=iovatlas-capture.tar ;;
    esac
fi
pack() {
    case $form in
        text) as_text ;;
        *) (cd "$tree" && tar cf - .) ;;
    esac
}
if [ "$output" = - ]; then
    pack || exit 1
elif pack >"$output"; then
    say "wrote $output; open it with: iovatlas $output"
else
    say "cannot write $output"
    exit 1
fi
