package io.ropewalk.alertops.mcp;

/** Whoever sits in front of an assistant. Only they can agree to something, never the assistant. */
@FunctionalInterface
public interface Person {

    /** What came of asking. Only the first lets anything happen. */
    enum Reply {
        AGREED("The person agreed."),
        DECLINED("The person declined."),
        CANCELLED("The person closed the form."),
        NO_REPLY("The person did not answer in time."),
        WRONGLY_FILLED("The form came back wrongly filled, so nobody agreed."),
        NOT_ASKABLE("This assistant cannot show a form (MCP elicitation), so nobody can agree."),
        BUSY("Too many questions wait for somebody already.");

        private final String words;

        Reply(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** The phase of the audit that says how asking ended. */
        String phase() {
            return switch (this) {
                case AGREED -> "done";
                case DECLINED, CANCELLED -> "refused";
                case NO_REPLY, WRONGLY_FILLED, NOT_ASKABLE, BUSY -> "failed";
            };
        }
    }

    /**
     * Asks, and waits for a reply.
     *
     * @param question exactly what will be done
     */
    Reply ask(String question);
}
