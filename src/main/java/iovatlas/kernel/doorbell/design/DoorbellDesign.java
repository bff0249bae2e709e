package iovatlas.kernel.doorbell.design;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;

import java.util.Optional;

/// A way to make doorbells reachable. Each design knows what a machine must have for it, and the
/// policy by which a scenario is worked through.
public sealed interface DoorbellDesign {

    /// `D0` to `D21`, with a letter where a design came in several shapes.
    String id();

    /// What the design needs and the machine lacks, empty when it can be had.
    Optional<String> lacks(DesignPlatform platform);

    /// What decides on that machine.
    DoorbellPolicy policy(DesignPlatform platform);

    /// The doorbell's physical address is the IOVA, mapped or not.
    record Physical(String id, Placement placement, boolean everyDomain) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            return needsTranslated(platform);
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            Certainty certainty =
                    placement == Placement.NOWHERE ? Certainty.CERTAIN : Certainty.EXPECTED;
            DoorbellPolicy policy = DoorbellPolicy.plain(placement, Guard.NONE, certainty);
            return everyDomain ? policy.inEveryDomain() : policy;
        }
    }

    /// The kernel reports which addresses are free and leaves it at that.
    record Reported(String id) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            return Optional.empty();
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            Placement placement = platform.translated() ? Placement.UNKNOWN : Placement.HARDWARE;
            return DoorbellPolicy.plain(placement, Guard.REPORTED, Certainty.CERTAIN)
                    .withDriverWindow();
        }
    }

    /// User space gives the window and the kernel keeps it among the container's mappings.
    record UserWindow(String id, Certainty certainty) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            return needsTranslated(platform);
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            return DoorbellPolicy.window(WindowBase.USER, Guard.MAPPING_TREE, certainty);
        }
    }

    /// The kernel's window with a cookie for each domain.
    ///
    /// @param guard what enforces the reservation
    record Cookie(String id, Guard guard) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            return Optional.empty();
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            return platform.translated()
                    ? DoorbellPolicy.window(WindowBase.DRIVER, guard, Certainty.CERTAIN)
                    : hardware(guard);
        }
    }

    /// iommufd's own table of doorbell pages.
    record ContextTable(String id, WindowBase base, Certainty certainty) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            return base == WindowBase.USER ? needsTranslated(platform) : Optional.empty();
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            return platform.translated()
                    ? DoorbellPolicy.shared(Placement.WINDOW, base, certainty)
                    : hardware(Guard.RESERVED_RANGES);
        }
    }

    /// The driver's base at another place; everything else as the interface in use has it.
    record MovedBase(String id) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            return needsTranslated(platform);
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            return platform.iommufd()
                    ? DoorbellPolicy.shared(
                            Placement.WINDOW, WindowBase.SECOND_CONSTANT, Certainty.CERTAIN)
                    : DoorbellPolicy.window(
                            WindowBase.SECOND_CONSTANT, Guard.VALID_RANGES, Certainty.CERTAIN);
        }
    }

    /// A guest's own stage 1 stands before the host's page table.
    record Nested(String id, Placement placement, boolean oneController) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            if (!platform.translated()) {
                return needsTranslated(platform);
            }
            return platform.armGuest()
                    ? Optional.empty()
                    : Optional.of("a guest with a virtual SMMUv3 and its own ITS or GICv2m");
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            WindowBase base = placement.inWindow() ? WindowBase.DRIVER : WindowBase.NONE;
            DoorbellPolicy policy = DoorbellPolicy.shared(placement, base, Certainty.CERTAIN);
            return oneController ? policy.withOneController() : policy;
        }
    }

    /// Hardware decodes doorbells before translation.
    ///
    /// @param architecture where such hardware exists
    record Decoded(String id, Architecture architecture) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            if (platform.architecture() != architecture) {
                return Optional.of("an " + architecture.spelling() + " host");
            }
            boolean arm = architecture == Architecture.ARM64;
            return arm && !platform.its()
                    ? Optional.of("an ITS whose frames are decoded before the SMMU")
                    : Optional.empty();
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            Guard late = platform.iommufd() ? Guard.RESERVED_RANGES : Guard.VALID_RANGES;
            return hardware(platform.release().before(KernelRelease.V5_4) ? Guard.NONE : late);
        }
    }

    /// A design of hardware that the model does not cover.
    record OtherHardware(String id, String hardware) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            return Optional.of(hardware);
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            return DoorbellPolicy.plain(Placement.UNKNOWN, Guard.NONE, Certainty.UNVERIFIED);
        }
    }

    /// Too little is known of it to work a scenario through.
    ///
    /// @param reason what is missing
    record Unspecified(String id, String reason) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            return needsTranslated(platform);
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            return DoorbellPolicy.plain(Placement.UNKNOWN, Guard.NONE, Certainty.UNVERIFIED);
        }
    }

    /// The kernel keeps the device: doorbells come from its own allocator. A baseline.
    record KernelOwned(String id) implements DoorbellDesign {
        @Override
        public Optional<String> lacks(DesignPlatform platform) {
            return needsTranslated(platform);
        }

        @Override
        public DoorbellPolicy policy(DesignPlatform platform) {
            return DoorbellPolicy.plain(Placement.ALLOCATOR, Guard.NONE, Certainty.CERTAIN);
        }
    }

    private static Optional<String> needsTranslated(DesignPlatform platform) {
        return platform.translated()
                ? Optional.empty()
                : Optional.of("an interrupt controller whose doorbell the IOMMU translates");
    }

    private static DoorbellPolicy hardware(Guard guard) {
        return DoorbellPolicy.plain(Placement.HARDWARE, guard, Certainty.CERTAIN)
                .withIsolationTest();
    }
}
