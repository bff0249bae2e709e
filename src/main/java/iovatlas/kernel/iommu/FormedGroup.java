package iovatlas.kernel.iommu;

import iovatlas.kernel.DomainType;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;

/// A group while it is being formed.
final class FormedGroup {

    private final int number;
    private final List<PciAddress> members = new ArrayList<>(1);
    private final List<String> others = new ArrayList<>(0);
    private DomainType type;

    FormedGroup(int number, DomainType type) {
        this.number = number;
        this.type = type;
    }

    static FormedGroup of(IommuGroup group) {
        FormedGroup formed = new FormedGroup(group.number(), group.type());
        formed.members.addAll(group.members());
        formed.others.addAll(group.otherMembers());
        return formed;
    }

    int number() {
        return number;
    }

    List<PciAddress> members() {
        return members;
    }

    List<String> others() {
        return others;
    }

    DomainType type() {
        return type;
    }

    void type(DomainType value) {
        type = value;
    }

    boolean isEmpty() {
        return members.isEmpty() && others.isEmpty();
    }
}
