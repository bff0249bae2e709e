package iovatlas.document.mail;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the headers of a part of a mail say about its body.
///
/// @param encoding the transfer encoding in lower case, empty for none
/// @param charset of the decoded bytes
/// @param flowed whether long lines are broken softly (RFC 3676)
/// @param delSp whether the space before a soft break is no part of the text (RFC 3676)
record PartHead(String encoding, Charset charset, boolean flowed, boolean delSp) {

    /// What counts where no header says anything.
    static final PartHead PLAIN = new PartHead("", StandardCharsets.UTF_8, false, false);

    private static final Pattern ENCODING =
            Pattern.compile("(?m)^content-transfer-encoding:[ \\t]*([a-z0-9-]+)");
    private static final Pattern TYPE = Pattern.compile("(?m)^content-type:(.*(?:\\n[ \\t].*)*)");
    private static final Pattern CHARSET = Pattern.compile("charset *= *\"?([a-z0-9_.:-]+)");

    /// @param lines the headers, folded as they stand
    static PartHead of(List<String> lines) {
        String text = String.join("\n", lines).toLowerCase(Locale.ROOT);
        Matcher encoding = ENCODING.matcher(text);
        Matcher type = TYPE.matcher(text);
        String parameters = type.find() ? type.group(1) : "";
        return new PartHead(
                encoding.find() ? encoding.group(1) : "",
                charset(parameters),
                parameters.matches("(?s).*format *= *\"?flowed.*"),
                parameters.matches("(?s).*delsp *= *\"?yes.*"));
    }

    private static Charset charset(String parameters) {
        Matcher named = CHARSET.matcher(parameters);
        if (!named.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.isSupported(named.group(1))
                    ? Charset.forName(named.group(1))
                    : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException odd) {
            return StandardCharsets.UTF_8;
        }
    }
}
