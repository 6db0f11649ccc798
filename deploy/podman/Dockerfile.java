# A Java run-time of this machine, for what has no image elsewhere.
FROM localhost/ropewalk/base
COPY opt/ /opt/
ENV JAVA_HOME=/opt/jre PATH=/opt/jre/bin LANG=C.UTF-8
USER 185
