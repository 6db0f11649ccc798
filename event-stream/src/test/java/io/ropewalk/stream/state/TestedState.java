package io.ropewalk.stream.state;

/** One state, as its contract tests use it. */
public interface TestedState {
    Owners owners(String self);

    Positions positions();

    FollowUps followUps();

    DeadLetters deadLetters();

    Partitions partitions();

    Audit audit();

    Takeovers takeovers();
}
