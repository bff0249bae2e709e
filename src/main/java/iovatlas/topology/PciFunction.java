package iovatlas.topology;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One PCI function: a port, a bridge or an endpoint.
///
/// @param at where it sits
/// @param kind what it is
/// @param name a person's short name for it, empty when it has none; unique when given
/// @param identity vendor, device, class
/// @param multifunction header-type bit 7 of this very function
/// @param buses secondary..subordinate for a bridge, null otherwise or while not configured
/// @param capabilities what decides about groups, DMA and interrupts
/// @param virtual set for an SR-IOV virtual function
/// @param aliasDevfns further devfns of the same bus that it may use as requester and that no
///     built-in quirk knows (IVRS, a person's what-if), each 0..255
/// @param bars its memory windows
/// @param driver the driver bound at boot, null for none
/// @param externalFacing set for a bridge below which firmware says the outside of the machine
///     begins (`ExternalFacingPort` in ACPI, `external-facing` in a device tree)
public record PciFunction(
        PciAddress at,
        FunctionKind kind,
        String name,
        PciIdentity identity,
        boolean multifunction,
        @Nullable BusRange buses,
        PciCapabilities capabilities,
        @Nullable VirtualFunction virtual,
        List<Integer> aliasDevfns,
        List<Bar> bars,
        @Nullable String driver,
        boolean externalFacing) {

    /// @throws IllegalArgumentException when something other than a bridge has buses or faces
    ///     outside
    public PciFunction {
        aliasDevfns = List.copyOf(aliasDevfns);
        bars = List.copyOf(bars);
        if (buses != null && !kind.isBridge()) {
            throw new IllegalArgumentException(at + " is no bridge but has buses " + buses);
        }
        if (externalFacing && !kind.isBridge()) {
            throw new IllegalArgumentException(at + " is no bridge but is external-facing");
        }
    }

    /// A function that does not face outside.
    public PciFunction(
            PciAddress at,
            FunctionKind kind,
            String name,
            PciIdentity identity,
            boolean multifunction,
            @Nullable BusRange buses,
            PciCapabilities capabilities,
            @Nullable VirtualFunction virtual,
            List<Integer> aliasDevfns,
            List<Bar> bars,
            @Nullable String driver) {
        this(
                at,
                kind,
                name,
                identity,
                multifunction,
                buses,
                capabilities,
                virtual,
                aliasDevfns,
                bars,
                driver,
                false);
    }

    /// A function without name, capabilities, buses or driver.
    public static PciFunction of(PciAddress at, FunctionKind kind) {
        return new PciFunction(
                at,
                kind,
                "",
                PciIdentity.UNKNOWN,
                false,
                null,
                PciCapabilities.NONE,
                null,
                List.of(),
                List.of(),
                null);
    }

    public PciFunction withAt(PciAddress value) {
        return new PciFunction(
                value,
                kind,
                name,
                identity,
                multifunction,
                buses,
                capabilities,
                virtual,
                aliasDevfns,
                bars,
                driver,
                externalFacing);
    }

    /// The same function as another kind; what is no bridge has no buses and faces nothing.
    public PciFunction withKind(FunctionKind value) {
        return new PciFunction(
                at,
                value,
                name,
                identity,
                multifunction,
                value.isBridge() ? buses : null,
                capabilities,
                virtual,
                aliasDevfns,
                bars,
                driver,
                value.isBridge() && externalFacing);
    }

    public PciFunction withName(String value) {
        return new PciFunction(
                at,
                kind,
                value,
                identity,
                multifunction,
                buses,
                capabilities,
                virtual,
                aliasDevfns,
                bars,
                driver,
                externalFacing);
    }

    public PciFunction withIdentity(PciIdentity value) {
        return new PciFunction(
                at,
                kind,
                name,
                value,
                multifunction,
                buses,
                capabilities,
                virtual,
                aliasDevfns,
                bars,
                driver,
                externalFacing);
    }

    public PciFunction withMultifunction(boolean value) {
        return new PciFunction(
                at,
                kind,
                name,
                identity,
                value,
                buses,
                capabilities,
                virtual,
                aliasDevfns,
                bars,
                driver,
                externalFacing);
    }

    public PciFunction withBuses(@Nullable BusRange value) {
        return new PciFunction(
                at,
                kind,
                name,
                identity,
                multifunction,
                value,
                capabilities,
                virtual,
                aliasDevfns,
                bars,
                driver,
                externalFacing);
    }

    public PciFunction withCapabilities(PciCapabilities value) {
        return new PciFunction(
                at,
                kind,
                name,
                identity,
                multifunction,
                buses,
                value,
                virtual,
                aliasDevfns,
                bars,
                driver,
                externalFacing);
    }

    public PciFunction withVirtual(@Nullable VirtualFunction value) {
        return new PciFunction(
                at,
                kind,
                name,
                identity,
                multifunction,
                buses,
                capabilities,
                value,
                aliasDevfns,
                bars,
                driver,
                externalFacing);
    }

    public PciFunction withAliasDevfns(List<Integer> value) {
        return new PciFunction(
                at,
                kind,
                name,
                identity,
                multifunction,
                buses,
                capabilities,
                virtual,
                value,
                bars,
                driver,
                externalFacing);
    }

    public PciFunction withBars(List<Bar> value) {
        return new PciFunction(
                at,
                kind,
                name,
                identity,
                multifunction,
                buses,
                capabilities,
                virtual,
                aliasDevfns,
                value,
                driver,
                externalFacing);
    }

    public PciFunction withDriver(@Nullable String value) {
        return new PciFunction(
                at,
                kind,
                name,
                identity,
                multifunction,
                buses,
                capabilities,
                virtual,
                aliasDevfns,
                bars,
                value,
                externalFacing);
    }

    /// The same bridge facing outside, or not.
    public PciFunction withExternalFacing(boolean value) {
        return new PciFunction(
                at,
                kind,
                name,
                identity,
                multifunction,
                buses,
                capabilities,
                virtual,
                aliasDevfns,
                bars,
                driver,
                value);
    }

    /// The name when there is one, else the short address.
    public String label() {
        return name.isEmpty() ? at.shortText() : name;
    }
}
