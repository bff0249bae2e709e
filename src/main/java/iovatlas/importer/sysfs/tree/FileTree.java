package iovatlas.importer.sysfs.tree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A read-only tree of files. Paths are relative to its top, with `/` between the names; links are
/// followed, an absolute link starts at the top, and `..` at the top stays there. What is not there
/// or cannot be read is empty, never an error.
public final class FileTree {

    /// As many links as Linux follows in one path.
    private static final int MOST_LINKS = 40;

    private final TreeNode.Folder top;
    private final Collection<String> unreadable;

    FileTree(TreeNode.Folder top, Collection<String> unreadable) {
        this.top = top;
        this.unreadable = unreadable;
    }

    /// The tree below a folder of this host; read when asked.
    public static FileTree ofFolder(Path folder, TreeLimits limits) {
        Collection<String> unreadable = new LinkedHashSet<>();
        return new FileTree(new DiskFolder(folder, limits, unreadable), unreadable);
    }

    /// Files and folders that are there but could not be read, in the order of the attempts.
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /// The whole file, or empty when it is missing, a folder, or not readable.
    public Optional<byte[]> bytes(String path) {
        return find(path)
                .flatMap(place ->
                        place.node() instanceof TreeNode.Content file
                                ? file.read()
                                : Optional.empty());
    }

    /// The file as text, bytes that are no UTF-8 read as Latin-1.
    public Optional<String> text(String path) {
        return bytes(path).map(FileTree::decode);
    }

    /// The file's first line without white space around it.
    public Optional<String> line(String path) {
        return text(path).map(text -> text.strip().lines().findFirst().orElse("").strip());
    }

    /// The names in a folder, sorted; empty when there is no such folder.
    public SortedSet<String> names(String path) {
        return find(path)
                .map(place ->
                        place.node() instanceof TreeNode.Folder folder
                                ? folder.names()
                                : new TreeSet<String>())
                .orElseGet(TreeSet::new);
    }

    public boolean isFolder(String path) {
        return find(path).map(place -> place.node() instanceof TreeNode.Folder).orElse(false);
    }

    public boolean exists(String path) {
        return find(path).isPresent();
    }

    /// The last name of a link's target, as for `driver` and `iommu_group`; the target itself need
    /// not exist. Empty when the entry is no link.
    public Optional<String> linkName(String path) {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "" : path.substring(0, slash);
        return find(folder)
                .flatMap(place -> place.child(path.substring(slash + 1)))
                .flatMap(node ->
                        node instanceof TreeNode.Link link
                                ? Optional.of(lastName(link.target()))
                                : Optional.empty());
    }

    /// The path of an entry after following every link, or empty when nothing is there.
    public Optional<String> canonical(String path) {
        return find(path).map(Place::path);
    }

    /// This tree with another one below it, whose files count where this one has none.
    public FileTree over(FileTree lower) {
        return new FileTree(new MergedFolder(top, lower.top), unreadable);
    }

    /// The same tree seen from one of its folders, or as if that folder had the given name.
    FileTree from(String path, String asFolder) {
        TreeNode.Folder folder =
                find(path)
                        .map(Place::node)
                        .filter(TreeNode.Folder.class::isInstance)
                        .map(TreeNode.Folder.class::cast)
                        .orElse(top);
        if (asFolder.isEmpty()) {
            return new FileTree(folder, unreadable);
        }
        StoredFolder above = new StoredFolder();
        above.put(asFolder, folder);
        return new FileTree(above, unreadable);
    }

    private Optional<Place> find(String path) {
        Deque<String> rest = new ArrayDeque<>(List.of(path.split("/", -1)));
        List<Place> trail = new ArrayList<>();
        trail.add(new Place("", top));
        int links = 0;
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                if (trail.size() > 1) {
                    trail.removeLast();
                }
                continue;
            }
            Place here = trail.getLast();
            Optional<TreeNode> below = here.child(name);
            if (below.isEmpty()) {
                return Optional.empty();
            }
            if (below.get() instanceof TreeNode.Link link) {
                if (++links > MOST_LINKS) {
                    return Optional.empty();
                }
                follow(link.target(), rest, trail);
            } else {
                trail.add(new Place(here.join(name), below.get()));
            }
        }
        return Optional.of(trail.getLast());
    }

    private static void follow(String target, Deque<String> rest, List<Place> trail) {
        if (target.startsWith("/")) {
            trail.subList(1, trail.size()).clear();
        }
        String[] names = target.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            rest.push(names[i]);
        }
    }

    private static String lastName(String target) {
        String stripped = target.replaceAll("/+$", "");
        return stripped.substring(stripped.lastIndexOf('/') + 1);
    }

    private static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// An entry and where it is, links followed.
    private record Place(String path, TreeNode node) {

        Optional<TreeNode> child(String name) {
            return node instanceof TreeNode.Folder folder ? folder.child(name) : Optional.empty();
        }

        String join(String name) {
            return path.isEmpty() ? name : path + "/" + name;
        }
    }
}
