package io.ropewalk.service.openapi;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Lets Quarkus read its OpenAPI document when somebody asks for it. By itself it reads, checks and
 * writes it twice at each start, a sixth of the time alert-ops takes until it is ready. A service
 * without a document is left as it is; and so are tests, whose class loaders keep a binding of ours
 * from a bean of Quarkus. The packaged services are asked for their document too.
 */
public class DocumentOnFirstUse implements BuildCompatibleExtension {
    static final String PREPARE = "prepareDocument";

    private static final String SERVICE =
            "io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService";

    @Enhancement(types = Object.class, withSubtypes = true)
    public void bind(ClassConfig type) {
        if (type.info().name().equals(SERVICE) && isPackaged()) {
            type.addAnnotation(OnFirstUse.class);
        }
    }

    private static boolean isPackaged() {
        return ConfigProvider.getConfig()
                .unwrap(SmallRyeConfig.class)
                .getProfiles()
                .contains(LaunchMode.NORMAL.getDefaultProfile());
    }
}
