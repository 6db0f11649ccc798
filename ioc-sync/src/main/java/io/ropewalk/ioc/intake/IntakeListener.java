package io.ropewalk.ioc.intake;

/** Hears what comes in. */
public interface IntakeListener {

    /** Events of a kind: the stream's word, or {@code other} for objects that are no indicators. */
    void received(String event);

    /** An indicator, or part of one, that asks for nothing, and why. */
    void refused(String reason);

    /** An event that was set aside. */
    void setAside();

    /** Nobody listens. */
    IntakeListener NONE =
            new IntakeListener() {
                @Override
                public void received(String event) {}

                @Override
                public void refused(String reason) {}

                @Override
                public void setAside() {}
            };
}
