package iovatlas.scenario.replay;

import iovatlas.address.Hex;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.Reason;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The keys and values of one answer, in the order in which the probe prints them. A value is a
/// `String`, `Integer`, `Long`, `Boolean`, a `List` or another map of these, or [#NULL].
final class ResultFields {

    /// Stands for JSON's null, which the maps of Java dislike.
    static final Object NULL =
            new Object() {
                @Override
                public String toString() {
                    return "null";
                }
            };

    /// The error numbers that the probe knows by name; it prints others as `E` and the number.
    private static final Set<String> NAMED =
            Set.of(
                    "EPERM",
                    "ENOENT",
                    "EIO",
                    "ENXIO",
                    "E2BIG",
                    "EBADF",
                    "EAGAIN",
                    "ENOMEM",
                    "EACCES",
                    "EFAULT",
                    "EBUSY",
                    "EEXIST",
                    "ENODEV",
                    "EINVAL",
                    "EMFILE",
                    "ENOTTY",
                    "ENOSPC",
                    "ERANGE",
                    "EOVERFLOW",
                    "EOPNOTSUPP",
                    "ENOSYS",
                    "ENODATA",
                    "EMEDIUMTYPE",
                    "EADDRINUSE",
                    "ETIMEDOUT",
                    "EINTR",
                    "EDOM",
                    "EPROTONOSUPPORT");

    private final Map<String, Object> values = new LinkedHashMap<>();
    private List<Reason> why = List.of();

    /// The answer of a call whose success is 0.
    static ResultFields of(Outcome<?> outcome) {
        return outcome.error()
                .map(ResultFields::failed)
                .orElseGet(() -> returned(0))
                .because(outcome.why());
    }

    /// A success with its result.
    static ResultFields returned(int ret) {
        return new ResultFields().with("ret", ret).with("errno", "OK");
    }

    static ResultFields failed(Refusal<?> refusal) {
        return failed(refusal.errno()).because(refusal.why());
    }

    /// A failure that the probe itself sees, without a rule of the kernel's.
    static ResultFields failed(Errno errno) {
        return new ResultFields().with("ret", -1).with("errno", word(errno));
    }

    private static String word(Errno errno) {
        return NAMED.contains(errno.name()) ? errno.name() : "E" + errno.number();
    }

    ResultFields with(String key, Object value) {
        values.put(key, value);
        return this;
    }

    /// With the rules that decided; they are not among the fields.
    ResultFields because(List<Reason> reasons) {
        why = reasons;
        return this;
    }

    List<Reason> why() {
        return why;
    }

    Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /// The probe's spelling of an unsigned number.
    static String hex(long unsigned) {
        return Hex.text(unsigned, 1);
    }
}
