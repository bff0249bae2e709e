package iovatlas.ui.dialog;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Answers as the test says and keeps what was asked and told.
public final class FakeDialogs implements DialogService {

    public final Deque<Path> files = new ArrayDeque<>();
    public final Deque<String> lines = new ArrayDeque<>();
    public final List<String> noted = new ArrayList<>();
    public final Deque<Integer> answers = new ArrayDeque<>();
    public final List<Question> asked = new ArrayList<>();
    public final List<Accident> told = new ArrayList<>();
    public final List<String> copied = new ArrayList<>();

    @Override
    public List<Path> chooseFiles(String title, List<FileKind> kinds) {
        List<Path> chosen = List.copyOf(files);
        files.clear();
        return chosen;
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        return Optional.ofNullable(files.poll());
    }

    @Override
    public Optional<Path> chooseTarget(String title, Path suggestion, List<FileKind> kinds) {
        return Optional.ofNullable(files.poll());
    }

    @Override
    public int ask(Question question) {
        asked.add(question);
        return answers.isEmpty() ? question.answers().size() - 1 : answers.poll();
    }

    @Override
    public Optional<String> askText(String title, String label, String value) {
        return Optional.ofNullable(lines.poll());
    }

    @Override
    public Optional<String> clipboard() {
        return copied.isEmpty() ? Optional.empty() : Optional.of(copied.getLast());
    }

    @Override
    public void tell(Accident accident) {
        told.add(accident);
    }

    @Override
    public void note(String title, String text) {
        noted.add(text);
    }

    @Override
    public void copy(String text, String what) {
        copied.add(text);
    }

    @Override
    public void copySvg(String svg) {
        copied.add(svg);
    }

    @Override
    public void copyPng(byte[] png) {
        copied.add("PNG of " + png.length + " bytes");
    }
}
