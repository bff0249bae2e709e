package iovatlas.importer.acpi;

/// One ID mapping of an IORT node. All numbers are unsigned 32 bits.
///
/// @param input first ID
/// @param count number of IDs minus one
/// @param output what the first ID becomes
/// @param reference offset of the node that the IDs go to, 0 for none
/// @param single whether the input does not matter
public record IortMapping(int input, int count, int output, int reference, boolean single) {

    static IortMapping read(TableView view) {
        return new IortMapping(
                view.u32(0), view.u32(4), view.u32(8), view.u32(12), (view.u32(16) & 1) != 0);
    }

    /// True when the ID lies in `input .. input + count`, both inclusive.
    boolean contains(int id) {
        long distance = (id & 0xffffffffL) - (input & 0xffffffffL);
        return distance >= 0 && distance <= (count & 0xffffffffL);
    }

    /// True when the ID is the last of more than one.
    boolean endsAt(int id) {
        return count != 0 && id == input + count;
    }
}
