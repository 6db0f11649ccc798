package io.ropewalk.stream.state;

import org.junit.jupiter.api.Nested;

/** Every port of a state against its contract. */
public abstract class StateContract {

    /** The state of this test, empty at its start. */
    protected abstract TestedState state();

    @Nested
    class OfOwners extends OwnersContract {
        @Override
        TestedState state() {
            return StateContract.this.state();
        }
    }

    @Nested
    class OfPositions extends PositionsContract {
        @Override
        TestedState state() {
            return StateContract.this.state();
        }
    }

    @Nested
    class OfFencing extends FencingContract {
        @Override
        TestedState state() {
            return StateContract.this.state();
        }
    }

    @Nested
    class OfFollowUps extends FollowUpsContract {
        @Override
        TestedState state() {
            return StateContract.this.state();
        }
    }

    @Nested
    class OfDeadLetters extends DeadLettersContract {
        @Override
        TestedState state() {
            return StateContract.this.state();
        }
    }

    @Nested
    class OfPartitions extends PartitionsContract {
        @Override
        TestedState state() {
            return StateContract.this.state();
        }
    }

    @Nested
    class OfAudit extends AuditContract {
        @Override
        TestedState state() {
            return StateContract.this.state();
        }
    }

    @Nested
    class OfTakeovers extends TakeoversContract {
        @Override
        TestedState state() {
            return StateContract.this.state();
        }
    }
}
