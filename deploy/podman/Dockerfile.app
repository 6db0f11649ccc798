# The simulator or Neo4j. No shell, a numeric user, nothing written but to /tmp.
FROM localhost/ropewalk/java
COPY app/ /app/
WORKDIR /app
ENTRYPOINT ["/opt/jre/bin/java", "@/app/java.options"]
