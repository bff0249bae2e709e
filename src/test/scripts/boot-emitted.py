#!/usr/bin/env python3
"""Boots the QEMU arguments of samples and compares the groups with the model's.

  boot-emitted.py TOOL 'COMMAND' DOCUMENT...

TOOL is the folder of the oracle's run.py (its setup must have been run), COMMAND starts IOVAtlas.
Prints a line for each function that shares its group with others in one of the two only, and ends
with 1 when there is any.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

PRINTER = """#!/usr/bin/env python3
import sys
sys.stdout.write("\\0".join(sys.argv[1:]))
"""


def call(command, *arguments):
    return subprocess.run(
        command.split() + list(arguments), check=True, capture_output=True, text=True
    ).stdout


def arguments(script, console):
    """The words that the script gives to QEMU, as its own shell splits them."""
    with tempfile.TemporaryDirectory() as folder:
        printer = os.path.join(folder, "printer")
        with open(printer, "w") as out:
            out.write(PRINTER)
        os.chmod(printer, 0o755)
        path = os.path.join(folder, "machine.sh")
        with open(path, "w") as out:
            out.write(script)
        append = f"console={console} iomem=relaxed panic=-1 loglevel=4"
        more = dict(os.environ, QEMU=printer, KERNEL="vmlinuz", INITRD="initrd.img", APPEND=append)
        return subprocess.run(
            ["sh", path], check=True, capture_output=True, text=True, env=more
        ).stdout.split("\0")


def mates(groups):
    """Each function with the others of its group; a function alone has none."""
    return {
        device: frozenset(group["devices"]) - {device}
        for group in groups["groups"]
        for device in group["devices"]
    }


def emitted(words):
    """Whether QEMU was told of a newer version."""
    text = " ".join(words)
    return "11.1" if re.search(r"arm-smmuv3,|amd-iommu|-device igb", text) else "7.2"


def main():
    tool, command, documents = sys.argv[1], sys.argv[2], sys.argv[3:]
    sys.path.insert(0, tool)
    import run

    differ = 0
    for document in documents:
        script = call(command, "render", document, "--view", "topology", "--format", "qemu",
                      "--step", "0", "-o", "-")
        arm = "qemu-system-aarch64" in script
        words = arguments(script, "ttyAMA0" if arm else "ttyS0")
        words[words.index("stdio")] = "file:serial.log"
        words += ["-monitor", "none", "-drive", "if=none,id=out,file=out.img,format=raw"]
        words += ["-device", "virtio-blk-device,drive=out" if arm else "ide-hd,drive=out,bus=ide.0"]
        model = json.loads(call(command, "groups", document, "--json"))
        stated = r'release(?:: |, value: )"([0-9]+[.][0-9]+)'
        release = re.search(stated, open(document).read()).group(1)
        params = "KTEST_TRIAL=0\nDRV=1\nUNBR=0\n"
        seconds, late, _ = run.boot(
            emitted(words), words, "arm64" if arm else "amd64", release,
            {"case/params": params.encode()}, run.WORK, 300,
        )
        name = os.path.basename(document)
        try:
            booted = run.groups_from_tar(run.extract(run.WORK)["snapshot.tar"])
        except Exception as problem:
            print(f"{name}: did not boot ({problem}, timeout={late})")
            print(open(os.path.join(run.WORK, "qemu.err"), errors="replace").read()[-2000:])
            differ += 1
            continue
        expected, found = mates(model), mates(booted)
        both = expected.keys() & found.keys()
        wrong = [at for at in sorted(both) if expected[at] & both != found[at] & both]
        print(f"{name}: {len(both)} of {len(expected)} functions compared, {len(wrong)} differ"
              f" ({seconds:.0f} s, {release})")
        for at in sorted(expected.keys() - both):
            print(f"  {at} is in no group of the booted machine, or not there")
        for at in wrong:
            print(f"  {at}: model with {sorted(expected[at] & both)},"
                  f" booted with {sorted(found[at] & both)}")
        differ += len(wrong)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
