# A Java run-time and the C library it needs, from this machine: nothing is fetched. Filled by ../try.
FROM scratch
COPY root/ /
ENV JAVA_HOME=/opt/java PATH=/opt/java/bin LANG=C.UTF-8
USER 185
