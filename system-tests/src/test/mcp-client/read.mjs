// Lists and calls every tool, resource and prompt at /mcp of a running alert-ops. Writes one line of JSON: what was listed, what each
// call came to. A failure ends it with a status.
import { begin, call, end } from './session.mjs';

const [url, tenant] = process.argv.slice(2);
const client = await begin(url);
const { tools } = await client.listTools();
const called = {};
let compositeId;
const order = (tool) => (tool.name === 'get_alerts' ? 1 : 0);
for (const tool of [...tools].sort((a, b) => order(a) - order(b))) {
    const takes = tool.inputSchema.properties ?? {};
    const given = {};
    if (takes.tenant) given.tenant = tenant;
    if (takes.limit) given.limit = 3;
    if (takes.composite_ids) given.composite_ids = [compositeId];
    const answer = await call(client, tool.name, given);
    compositeId ??= answer.items?.[0]?.compositeId;
    called[tool.name] = answer.items?.length ?? 0;
}
const refused = await client.callTool({ name: 'get_detections', arguments: { tenant, severity: 'terrible' } });
const { resources } = await client.listResources();
const guides = [];
for (const { uri } of resources) guides.push((await client.readResource({ uri })).contents[0].text.length);
const { resourceTemplates } = await client.listResourceTemplates();
const alert = await client.readResource({ uri: `alertops://${tenant}/alerts/${encodeURIComponent(compositeId)}` });
const { completion } = await client.complete({
    ref: { type: 'ref/resource', uri: resourceTemplates[0].uriTemplate },
    argument: { name: 'tenant', value: tenant.slice(0, 2) },
});
const { prompts } = await client.listPrompts();
const prompt = await client.getPrompt({ name: 'triage_alert', arguments: { tenant, composite_id: compositeId } });
await end(client, {
    tools: tools.map((it) => it.name),
    withoutOutputSchema: tools.filter((it) => !it.outputSchema).map((it) => it.name),
    writing: tools.filter((it) => !it.annotations?.readOnlyHint).map((it) => it.name),
    called,
    refused: refused.isError === true && JSON.parse(refused.content[0].text).category,
    guides,
    resourceTemplates: resourceTemplates.length,
    alert: JSON.parse(alert.contents[0].text).composite_id === compositeId,
    completed: completion.values,
    prompts: prompts.map((it) => it.name),
    prompt: prompt.messages.length,
});
