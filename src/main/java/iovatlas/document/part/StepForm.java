package iovatlas.document.part;

import static iovatlas.document.part.StepKeys.BUS_MASTER;
import static iovatlas.document.part.StepKeys.COUNT;
import static iovatlas.document.part.StepKeys.DOORBELL;
import static iovatlas.document.part.StepKeys.DRIVER;
import static iovatlas.document.part.StepKeys.ENTRY;
import static iovatlas.document.part.StepKeys.EVENT;
import static iovatlas.document.part.StepKeys.FUNCTION_MASK;
import static iovatlas.document.part.StepKeys.GUEST_DEVICE;
import static iovatlas.document.part.StepKeys.INDEX;
import static iovatlas.document.part.StepKeys.IOVA;
import static iovatlas.document.part.StepKeys.LPI;
import static iovatlas.document.part.StepKeys.MADE;
import static iovatlas.document.part.StepKeys.NEST_PARENT;
import static iovatlas.document.part.StepKeys.NOTE;
import static iovatlas.document.part.StepKeys.OFFSET;
import static iovatlas.document.part.StepKeys.PROT;
import static iovatlas.document.part.StepKeys.SIZE;
import static iovatlas.document.part.StepKeys.SKIP;
import static iovatlas.document.part.StepKeys.SOURCE;
import static iovatlas.document.part.StepKeys.START;
import static iovatlas.document.part.StepKeys.TIMES;
import static iovatlas.document.part.StepKeys.TYPE;
import static iovatlas.document.part.StepKeys.VCPU;
import static iovatlas.document.part.StepKeys.VECTOR;
import static iovatlas.document.part.StepKeys.VECTORS;
import static iovatlas.document.part.StepKeys.WHAT;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Nearest;
import iovatlas.document.form.Sentence;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.part.StepKeys.Access;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.scenario.GuestEntry;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A line of `steps:`. Which keys it has depends on what is done.
final class StepForm {
    private static final Key<String> DO = Key.of("do", Spellings.NAME);

    private final StepKeys keys;
    private final Map<String, Form> forms = new LinkedHashMap<>();

    StepForm(Names names) {
        keys = new StepKeys(names);
        Key<?> device = keys.device;
        form("attach", device, keys.mediated, keys.container, keys.ioas, keys.hwpt);
        form("alloc-hwpt", device, keys.ioas, MADE, NEST_PARENT);
        form("destroy", keys.ioas, keys.hwpt);
        form("copy", keys.ioas, keys.from, SOURCE, SIZE, IOVA, PROT);
        form("detach", device, keys.mediated);
        form("pin", keys.mediated, IOVA, SIZE, PROT);
        form("map", keys.container, keys.ioas, IOVA, SIZE, keys.backing, OFFSET, PROT);
        form("unmap", keys.container, keys.ioas, IOVA, SIZE);
        form("set-irqs", device, INDEX, START, COUNT);
        form("irqs-off", device, INDEX);
        form("bind", device, DRIVER);
        form("unbind", device);
        form("hot-add", keys.function);
        form("hot-remove", device);
        form("set-numvfs", device, COUNT);
        form("set-group-type", device, TYPE);
        form("guest-vector", device, VECTOR, DOORBELL, GUEST_DEVICE, EVENT, LPI, VCPU, ENTRY);
        form("write-config", device, BUS_MASTER, FUNCTION_MASK);
        form("disturb", device, VECTOR, WHAT);
        form("fire", device, INDEX, VECTOR, VECTORS, TIMES);
    }

    private void form(String word, Key<?>... own) {
        List<Key<?>> all = new ArrayList<>(List.of(DO));
        all.addAll(List.of(own));
        all.addAll(List.of(SKIP, NOTE));
        forms.put(word, new Form("a step \"" + word + "\"", all));
    }

    /// `{do: attach, device: nic0, container: c0}`.
    Spelling<ScenarioStep> spelling() {
        return Spelling.of(this::read, this::write);
    }

    /// The kinds of steps by their words.
    Map<String, Form> forms() {
        return Map.copyOf(forms);
    }

    private ScenarioStep read(Node node) {
        String word = word(node);
        return Objects.requireNonNull(forms.get(word))
                .read(
                        node,
                        in ->
                                new ScenarioStep(
                                        action(word, in), !in.get(SKIP, false), in.get(NOTE, "")));
    }

    private String word(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            throw new NodeError("A step is a mapping, not " + node.noun() + ".", node.at());
        }
        Node value =
                mapping.entries().stream()
                        .filter(entry -> entry.key().equals(DO.name()))
                        .findFirst()
                        .map(Node.Entry::value)
                        .orElseThrow(
                                () -> new NodeError("A step needs the key \"do\".", node.at()));
        String word = DO.spelling().read(value);
        if (!forms.containsKey(word)) {
            throw new NodeError(
                    Sentence.of(
                            "\"" + word + "\" is not a step" + Nearest.hint(word, forms.keySet())),
                    value.at());
        }
        return word;
    }

    private Step action(String word, Fields in) {
        return switch (word) {
            case "attach" ->
                    keys.isMediated(in)
                            ? new Step.AttachMediated(in.need(keys.mediated), keys.space(in))
                            : attach(in);
            case "alloc-hwpt" ->
                    new Step.AllocHwpt(
                            in.need(keys.device),
                            in.need(keys.ioas),
                            in.need(MADE),
                            in.get(NEST_PARENT, false));
            case "destroy" -> new Step.Destroy(in.need(keys.ioas), table(in, in.need(keys.ioas)));
            case "copy" -> copy(in);
            case "detach" ->
                    keys.isMediated(in)
                            ? new Step.DetachMediated(in.need(keys.mediated))
                            : new Step.Detach(in.need(keys.device));
            case "pin" ->
                    new Step.Pin(
                            in.need(keys.mediated),
                            in.need(IOVA),
                            in.need(SIZE),
                            in.get(PROT, Access.READ_WRITE).write());
            case "map" -> map(in);
            case "unmap" ->
                    new Step.Unmap(keys.space(in), in.get(IOVA, Iova.ZERO), in.orNull(SIZE));
            case "set-irqs" ->
                    new Step.SetIrqs(
                            in.need(keys.device), in.need(INDEX), in.get(START, 0), in.need(COUNT));
            case "irqs-off" -> new Step.IrqsOff(in.need(keys.device), in.need(INDEX));
            case "bind" -> new Step.Bind(in.need(keys.device), in.need(DRIVER));
            case "unbind" -> new Step.Unbind(in.need(keys.device));
            case "hot-add" -> new Step.HotAdd(in.need(keys.function));
            case "hot-remove" -> new Step.HotRemove(in.need(keys.device));
            case "set-numvfs" -> new Step.SetNumVfs(in.need(keys.device), in.need(COUNT));
            case "set-group-type" -> new Step.SetGroupType(in.need(keys.device), in.need(TYPE));
            case "guest-vector" -> guestVector(in);
            case "write-config" -> writeConfig(in);
            case "disturb" ->
                    new Step.Disturb(in.need(keys.device), in.need(VECTOR), in.need(WHAT));
            case "fire" ->
                    new Step.Fire(
                            in.need(keys.device),
                            in.need(INDEX),
                            in.need(VECTOR),
                            in.get(VECTORS, 1),
                            in.get(TIMES, 1));
            default -> throw new IllegalArgumentException("\"" + word + "\" is not a step");
        };
    }

    private Step.Attach attach(Fields in) {
        if (in.has(keys.hwpt) && !in.has(keys.ioas)) {
            throw in.error(keys.hwpt, "A step with the key \"hwpt\" needs the key \"ioas\".");
        }
        String space = keys.space(in);
        return new Step.Attach(in.need(keys.device), space, table(in, space));
    }

    /// The page table of an IOAS that a step names, null where it names none.
    private @Nullable String table(Fields in, String ioas) {
        String hwpt = in.orNull(keys.hwpt);
        if (hwpt != null && !keys.isTableOf(hwpt, ioas)) {
            throw in.error(
                    keys.hwpt, "The page table \"" + hwpt + "\" is none of \"" + ioas + "\".");
        }
        return hwpt;
    }

    private Step.Copy copy(Fields in) {
        Access access = in.get(PROT, Access.READ_WRITE);
        return new Step.Copy(
                in.need(keys.ioas),
                in.need(keys.from),
                in.need(SOURCE),
                in.need(SIZE),
                in.orNull(IOVA),
                access.read(),
                access.write());
    }

    private Step.Map map(Fields in) {
        Access access = in.get(PROT, Access.READ_WRITE);
        return new Step.Map(
                keys.space(in),
                in.orNull(IOVA),
                in.need(SIZE),
                in.orNull(keys.backing),
                in.get(OFFSET, ByteSize.ZERO),
                access.read(),
                access.write());
    }

    private Step.WriteConfig writeConfig(Fields in) {
        if (!in.has(BUS_MASTER) && !in.has(FUNCTION_MASK)) {
            throw in.error(
                    BUS_MASTER,
                    "A step \"write-config\" needs the key \"bus-master\" or the key"
                            + " \"function-mask\".");
        }
        return new Step.WriteConfig(
                in.need(keys.device), in.orNull(BUS_MASTER), in.orNull(FUNCTION_MASK));
    }

    private Step.GuestVector guestVector(Fields in) {
        return new Step.GuestVector(
                in.need(keys.device),
                in.need(VECTOR),
                in.need(DOORBELL),
                in.need(GUEST_DEVICE),
                in.need(EVENT),
                in.get(LPI, 0),
                in.get(VCPU, 0),
                in.get(ENTRY, GuestEntry.MASKED));
    }

    private Node write(ScenarioStep step) {
        Step action = step.action();
        var out =
                Objects.requireNonNull(forms.get(action.word()))
                        .fill()
                        .put(DO, action.word())
                        .put(SKIP, !step.enabled(), false)
                        .put(NOTE, step.note(), "");
        return new StepWriting(keys).put(out, action).node();
    }
}
