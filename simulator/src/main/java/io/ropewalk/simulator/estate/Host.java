package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.http.ByteSink;
import java.util.OptionalInt;

/**
 * One host of an estate at a time: {@link #at(long)} moves the view, every field then follows from
 * hashes of the estate's seed and the host's number. Not safe for more than one thread.
 */
public final class Host {
    private static final long DAY = 86_400;

    /** Where a host runs. */
    enum Cloud {
        NONE("", ""),
        AWS("Amazon EC2", "m6i.large"),
        GCP("Google", "Google Compute Engine"),
        AZURE("Microsoft Corporation", "Virtual Machine");

        private final String maker;
        private final String product;

        Cloud(String maker, String product) {
            this.maker = maker;
            this.product = product;
        }

        byte[] maker() {
            return Texts.bytes(maker);
        }

        byte[] product() {
            return Texts.bytes(product);
        }
    }

    private final Estate estate;
    private final long asOf;
    private final byte[] cid;

    private long key;
    private long number;
    private long base;
    private long version;
    private OsProfile os;
    private Cloud cloud;
    private Memberships.Membership membership;

    Host(Estate estate) {
        this.estate = estate;
        this.asOf = estate.spec().asOf().getEpochSecond();
        this.cid = Texts.bytes(estate.spec().cid());
    }

    /** Moves to the host with this key. */
    public Host at(long hostKey) {
        key = hostKey;
        number = estate.numberOf(hostKey);
        base = Mix.mix(estate.seedOf(hostKey), number);
        version = estate.version(number);
        os = OsProfile.pick(bits(Salt.OS));
        membership = null;
        cloud =
                os.isServer() && os.kind() != OsProfile.Kind.DOMAIN_CONTROLLER
                        ? pickCloud()
                        : Cloud.NONE;
        return this;
    }

    private Cloud pickCloud() {
        var draw = below(Salt.CLOUD, 100);
        if (draw < 40) {
            return Cloud.AWS;
        }
        return draw < 50 ? Cloud.AZURE : draw < 58 ? Cloud.GCP : Cloud.NONE;
    }

    /** Hash for one purpose, the same in every version of the host. */
    long bits(Salt salt) {
        return Mix.mix(base, salt.value());
    }

    /** Hash for one purpose that differs after each change of the host. */
    long versionedBits(Salt salt) {
        return Mix.mix(base ^ version, salt.value());
    }

    int below(Salt salt, int bound) {
        return (int) Long.remainderUnsigned(bits(salt), bound);
    }

    /** Hash for one purpose of something the customer has, such as its third policy. */
    long shared(Salt salt, long which) {
        return Mix.mix(estate.seed() ^ salt.value(), which);
    }

    /** The groups it is in, and what follows from that. */
    Memberships.Membership membership() {
        if (membership == null) {
            membership = estate.memberships().of(this);
        }
        return membership;
    }

    Policy policy(Policy.Kind kind) {
        return membership().policy(platform(), kind);
    }

    /** Hash for a purpose of someone else's, the same in every version of the host. */
    public long draw(long purpose, long which) {
        return Mix.mix(base ^ purpose, which);
    }

    /** How many accounts there can be. */
    public static int accounts() {
        return PeopleFields.ACCOUNTS;
    }

    /** The account last used on this host, a number; empty where nobody logs in. */
    public OptionalInt account() {
        return PeopleFields.person(this)
                ? OptionalInt.of(PeopleFields.account(this))
                : OptionalInt.empty();
    }

    /** The number {@link Estate#keyAt} finds it by. Only visible hosts have one. */
    public int slot() {
        return estate.slotOf(key);
    }

    void deviceId(ByteSink out) {
        out.hex(key, 16).hex(estate.tailOf(key), 16);
    }

    public long key() {
        return key;
    }

    /** What it was brought into. */
    HostStates.State state() {
        return estate.states().of(key);
    }

    public boolean hidden() {
        return number >= Estate.HIDDEN_BASE || estate.hiddenByHand(key);
    }

    OsProfile os() {
        return os;
    }

    /** The operating system's family. */
    public Platform platform() {
        return os.isWindows() ? Platform.WINDOWS : os.isMac() ? Platform.MAC : Platform.LINUX;
    }

    Cloud cloud() {
        return cloud;
    }

    byte[] cid() {
        return cid;
    }

    long version() {
        return version;
    }

    /** Sites have about 150 hosts each; those of one site leave through one address. */
    int site() {
        var sites = Math.max(1, estate.spec().hosts() / 150);
        return below(Salt.SITE, sites);
    }

    public long firstSeen() {
        return asOf - 30 * DAY - below(Salt.FIRST_SEEN, (int) (870 * DAY));
    }

    /**
     * Nine in ten were seen within the last hour; the others up to 29 days before. A change moves
     * it on.
     */
    public long lastSeen() {
        var draw = versionedBits(Salt.LAST_SEEN);
        var recent = Long.remainderUnsigned(draw, 10) != 0;
        var span = recent ? 3600 : 29 * DAY;
        return asOf - Long.remainderUnsigned(draw >>> 8, span);
    }

    /** When its record last changed: as it was drawn, or when a change or edit touched it. */
    long modified() {
        var drawn = lastSeen() + 14;
        if (version != 0) {
            drawn = asOf + 60L * estate.lastChange(number);
        }
        return Math.max(drawn, estate.editedAt(key));
    }

    long lastReboot() {
        return lastSeen() - DAY - Long.remainderUnsigned(versionedBits(Salt.REBOOT), 20 * DAY);
    }
}
