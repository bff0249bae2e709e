package iovatlas.table;

import java.util.Locale;

/// The tables that can be chosen.
public enum TableKind {
    FUNCTIONS("Functions"),
    GROUPS("Groups"),
    REGIONS("Reserved regions"),
    SPACES("Containers and IOASes"),
    DOMAINS("Domains"),
    MAPPINGS("Mappings"),
    DOORBELLS("Doorbells"),
    HOLES("IOVA holes, largest first"),
    COLLISIONS("Collisions"),
    VECTORS("Vectors"),
    ID_MAPS("ID maps"),
    BOOT("Boot facts"),
    OBSERVED("Observed and computed"),
    NOTES("Notes");

    private final String title;

    TableKind(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }

    /// The word that command lines and JSON know it by, e.g. `id-maps`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    /// The table at the step that is shown.
    public FactTable of(TableSource now) {
        return switch (this) {
            case FUNCTIONS -> MachineTables.functions(now);
            case GROUPS -> MachineTables.groups(now);
            case REGIONS -> MachineTables.regions(now);
            case SPACES -> SpaceTables.spaces(now);
            case DOMAINS -> SpaceTables.domains(now);
            case MAPPINGS -> SpaceTables.mappings(now);
            case DOORBELLS -> SpaceTables.doorbells(now);
            case HOLES -> IovaTables.holes(now);
            case COLLISIONS -> IovaTables.collisions(now);
            case VECTORS -> MachineTables.vectors(now);
            case ID_MAPS -> MachineTables.idMaps(now);
            case BOOT -> RecordTables.boot(now);
            case OBSERVED -> RecordTables.observed(now);
            case NOTES -> RecordTables.notes(now);
        };
    }
}
