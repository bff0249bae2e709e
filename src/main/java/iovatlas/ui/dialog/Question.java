package iovatlas.ui.dialog;

import java.util.List;

/// A question with a few answers.
///
/// @param title the question
/// @param text what to know before answering; may be empty
/// @param answers what the buttons say, the suggested one first; the last one changes nothing
public record Question(String title, String text, List<String> answers) {

    /// @throws IllegalArgumentException with fewer than two answers
    public Question {
        answers = List.copyOf(answers);
        if (answers.size() < 2) {
            throw new IllegalArgumentException("a question needs two answers");
        }
    }
}
