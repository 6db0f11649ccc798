package io.ropewalk.inventory.assets;

import io.ropewalk.inventory.ocsf.AssetClass;

/**
 * The listing assets come from. Each has ids of its own, so what one does not list says nothing
 * about what another did.
 */
public enum Origin {
    HOSTS("hosts", "devices", AssetClass.DEVICE),
    IDENTITY_PROTECTION("identity-protection", "users", AssetClass.USER),
    /** The users of the Falcon console: for tenants without Identity Protection. */
    USER_MANAGEMENT("user-management", "falcon-users", AssetClass.USER);

    private final String word;
    private final String rows;
    private final AssetClass assetClass;

    Origin(String word, String rows, AssetClass assetClass) {
        this.word = word;
        this.rows = rows;
        this.assetClass = assetClass;
    }

    /** The name in answers. */
    public String word() {
        return word;
    }

    /** The name its assets bear in the state database. */
    public String rows() {
        return rows;
    }

    /** What its assets are sent as. */
    public AssetClass assetClass() {
        return assetClass;
    }
}
