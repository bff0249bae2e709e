package iovatlas.importer.lspci;

import iovatlas.importer.pci.ConfigImage;
import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/// One function while a listing is read; several places of a text may tell of the same function.
public final class ListedFunction {

    private final PciAddress at;
    private final int line;
    private final ConfigImage config = new ConfigImage();
    private final Map<Integer, String> windows = new TreeMap<>();
    private @Nullable String driver;
    private @Nullable Integer group;
    private @Nullable BusRange buses;

    ListedFunction(PciAddress at, int line) {
        this.at = at;
        this.line = line;
    }

    public PciAddress at() {
        return at;
    }

    /// The first line of the text that names it, from 1.
    public int line() {
        return line;
    }

    /// Its configuration space as far as the text tells.
    public ConfigImage config() {
        return config;
    }

    /// The driver in use, null when the text names none.
    public @Nullable String driver() {
        return driver;
    }

    /// The IOMMU group that the text gives it, null for none.
    public @Nullable Integer group() {
        return group;
    }

    /// The buses that a tree shows below it, null when no tree does.
    public @Nullable BusRange buses() {
        return buses;
    }

    /// Its address windows by number, each a line of sysfs' `resource` file.
    public Map<Integer, String> windows() {
        return windows;
    }

    /// What two texts tell of one function: the registers of the one that tells more, and from the
    /// other what that one lacks.
    public static ListedFunction joined(ListedFunction one, ListedFunction two) {
        boolean swap = two.config.toldBytes() > one.config.toldBytes();
        ListedFunction more = swap ? two : one;
        ListedFunction less = swap ? one : two;
        more.driver = more.driver == null ? less.driver : more.driver;
        more.group = more.group == null ? less.group : more.group;
        more.buses = more.buses == null ? less.buses : more.buses;
        less.windows.forEach(more.windows::putIfAbsent);
        more.config.fill(less.config);
        return more;
    }

    void driver(String value) {
        driver = value;
    }

    void group(int value) {
        group = value;
    }

    void buses(BusRange value) {
        buses = value;
    }
}
