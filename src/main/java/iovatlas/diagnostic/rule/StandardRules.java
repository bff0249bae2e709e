package iovatlas.diagnostic.rule;

import iovatlas.diagnostic.Checker;
import iovatlas.diagnostic.RuleCatalog;
import iovatlas.diagnostic.rule.attach.AttachConflict;
import iovatlas.diagnostic.rule.attach.DirectRegion;
import iovatlas.diagnostic.rule.attach.DomainsCannotShare;
import iovatlas.diagnostic.rule.attach.GroupNotViable;
import iovatlas.diagnostic.rule.attach.MsiNotIsolated;
import iovatlas.diagnostic.rule.design.DesignOutcome;
import iovatlas.diagnostic.rule.group.GroupNotIsolated;
import iovatlas.diagnostic.rule.group.NoGroup;
import iovatlas.diagnostic.rule.group.ObservedDiffers;
import iovatlas.diagnostic.rule.group.SharedStreamId;
import iovatlas.diagnostic.rule.input.InputUncertain;
import iovatlas.diagnostic.rule.mapping.MapOutsideAperture;
import iovatlas.diagnostic.rule.mapping.MapOverReserved;
import iovatlas.diagnostic.rule.mapping.RamOverWindow;
import iovatlas.diagnostic.rule.msi.DoorbellNotMapped;
import iovatlas.diagnostic.rule.msi.DoorbellWindowOverrun;
import iovatlas.diagnostic.rule.msi.MsiLost;
import iovatlas.diagnostic.rule.msi.MsiLostAtVits;
import iovatlas.diagnostic.rule.msi.MsiMisdelivered;
import iovatlas.diagnostic.rule.msi.VectorsRefused;
import iovatlas.diagnostic.rule.scenario.StepRefused;

import java.util.List;

/// Every rule there is, in the order in which they are listed.
public final class StandardRules {

    private static final RuleCatalog CATALOG =
            new RuleCatalog(
                    List.of(
                            new MapOverReserved(),
                            new RamOverWindow(),
                            new MapOutsideAperture(),
                            new AttachConflict(),
                            new GroupNotViable(),
                            new DirectRegion(),
                            new MsiNotIsolated(),
                            new DomainsCannotShare(),
                            new GroupNotIsolated(),
                            new SharedStreamId(),
                            new NoGroup(),
                            new ObservedDiffers(),
                            new InputUncertain(),
                            new DoorbellNotMapped(),
                            new DoorbellWindowOverrun(),
                            new MsiMisdelivered(),
                            new MsiLostAtVits(),
                            new MsiLost(),
                            new VectorsRefused(),
                            new StepRefused(),
                            new DesignOutcome()));

    private StandardRules() {}

    public static RuleCatalog catalog() {
        return CATALOG;
    }

    /// A checker with every rule.
    public static Checker checker() {
        return new Checker(CATALOG);
    }
}
