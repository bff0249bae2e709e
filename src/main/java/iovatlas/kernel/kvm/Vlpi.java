package iovatlas.kernel.kvm;

import org.jspecify.annotations.Nullable;

/// A virtual LPI; two events mapped to one number share it.
///
/// @param vcpu where it goes, null while its collection has none
/// @param enabled the configuration byte that KVM read last
/// @param pending whether it waits for its vCPU
public record Vlpi(@Nullable Integer vcpu, boolean enabled, boolean pending) {

    Vlpi to(@Nullable Integer target) {
        return new Vlpi(target, enabled, pending);
    }

    Vlpi withPending(boolean value) {
        return new Vlpi(vcpu, enabled, value);
    }

    Vlpi withEnabled(boolean value) {
        return new Vlpi(vcpu, value, pending);
    }
}
