package io.ropewalk.local;

/** Ends the program with one sentence. Exit code 2 is a wrong command line, 1 anything else. */
final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Stop(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    static Stop usage(String sentence) {
        return new Stop(2, sentence + " See ./local --help.");
    }

    static Stop because(String sentence) {
        return new Stop(1, sentence);
    }

    int exitCode() {
        return exitCode;
    }
}
