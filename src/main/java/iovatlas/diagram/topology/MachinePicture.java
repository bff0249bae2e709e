package iovatlas.diagram.topology;

import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a topology diagram shows, before anything is placed.
///
/// @param title one line
/// @param description one paragraph for readers who cannot see the picture
/// @param roots host bridges and other roots
/// @param frames labels of the group frames by group number
/// @param iommus in the document's order
/// @param controllers MSI controllers in the document's order
/// @param messageLinks which IOMMU's devices send their messages to which controller
/// @param owners who owns spaces; spaces that nobody owns come under an owner without element
public record MachinePicture(
        String title,
        String description,
        List<MachineNode> roots,
        Map<Integer, FrameLabel> frames,
        List<Part> iommus,
        List<Part> controllers,
        List<MessageLink> messageLinks,
        List<OwnerPart> owners) {

    public MachinePicture {
        roots = List.copyOf(roots);
        frames = Map.copyOf(frames);
        iommus = List.copyOf(iommus);
        controllers = List.copyOf(controllers);
        messageLinks = List.copyOf(messageLinks);
        owners = List.copyOf(owners);
    }

    /// The label of a group's frame.
    ///
    /// @param text e.g. `group 6`
    /// @param reason short, why it holds more than one function, empty when it does not
    /// @param selected whether the group, or something in it, is selected
    public record FrameLabel(ElementId element, String text, String reason, boolean selected) {}

    /// An IOMMU or an MSI controller.
    ///
    /// @param details a line each; the box is as large as they need
    /// @param note what stands in the place of the last line while something is selected, empty for
    ///     nothing
    /// @param lit whether the way of the selected function leads through it
    public record Part(
            ElementId element,
            String name,
            List<String> details,
            String note,
            boolean lit,
            String tip) {
        public Part {
            details = List.copyOf(details);
        }

        /// One that says the same whatever is selected.
        public Part(ElementId element, String name, List<String> details, boolean lit, String tip) {
            this(element, name, details, "", lit, tip);
        }

        /// The lines as they are to be read now.
        public List<String> lines() {
            if (note.isEmpty() || details.isEmpty()) {
                return details;
            }
            List<String> lines = new ArrayList<>(details);
            lines.set(lines.size() - 1, note);
            return lines;
        }
    }

    /// Messages of devices behind an IOMMU go to a controller.
    ///
    /// @param lit whether those of the selected function do
    public record MessageLink(String iommu, String controller, boolean lit) {}

    /// A guest or a process with its spaces.
    ///
    /// @param element null for the place of spaces that nobody owns
    /// @param chips small boxes in a row: virtual CPUs
    public record OwnerPart(
            @Nullable ElementId element,
            String title,
            List<String> details,
            List<String> chips,
            List<SpacePart> spaces,
            boolean lit) {
        public OwnerPart {
            details = List.copyOf(details);
            chips = List.copyOf(chips);
            spaces = List.copyOf(spaces);
        }
    }

    /// A container or an IOAS.
    ///
    /// @param alarms what the kernel refused there
    public record SpacePart(
            ElementId element,
            String title,
            List<String> details,
            List<DomainPart> domains,
            List<String> alarms,
            boolean lit) {
        public SpacePart {
            details = List.copyOf(details);
            domains = List.copyOf(domains);
            alarms = List.copyOf(alarms);
        }
    }

    /// One domain of a space.
    public record DomainPart(ElementId element, String text, String iommu) {}
}
