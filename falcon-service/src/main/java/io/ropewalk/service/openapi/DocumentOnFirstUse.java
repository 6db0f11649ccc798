package io.ropewalk.service.openapi;

import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;

/**
 * Lets Quarkus read its OpenAPI document when somebody asks for it. By itself it reads, checks and
 * writes it twice at each start, a sixth of the time alert-ops takes until it is ready. A service
 * without a document is left as it is.
 */
public class DocumentOnFirstUse implements BuildCompatibleExtension {
    static final String PREPARE = "prepareDocument";

    private static final String SERVICE =
            "io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService";

    @Enhancement(types = Object.class, withSubtypes = true)
    public void bind(ClassConfig type) {
        if (type.info().name().equals(SERVICE)) {
            type.addAnnotation(OnFirstUse.class);
        }
    }
}
