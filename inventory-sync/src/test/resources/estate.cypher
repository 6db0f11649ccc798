// Two tenants: acme with seven hosts, globex with one.
CREATE (:CrowdstrikeTenant:Tenant {id: 'c1'}), (:CrowdstrikeTenant:Tenant {id: 'c2'});

UNWIND [
  {id: 'h1', cid: 'c1', tenant: 'acme', hostname: 'web-1', platform_name: 'Linux', agent_version: '7.20.18000.0',
   last_seen: '2026-11-20T10:00:00Z', service_provider: 'AWS_EC2_V2', service_provider_account_id: '111111111111', instance_id: 'i-1',
   last_login_user: 'root', last_login_timestamp: '2026-11-19T08:00:00Z', reduced_functionality_mode: 'no'},
  {id: 'h2', cid: 'c1', tenant: 'acme', hostname: 'laptop-2', platform_name: 'Windows', agent_version: '7.9.17000.0',
   last_seen: '2026-11-01T10:00:00Z', last_login_user: 'ann', last_login_timestamp: '2026-11-01T09:00:00Z', reduced_functionality_mode: 'yes'},
  {id: 'h3', cid: 'c1', tenant: 'acme', hostname: 'vm-0', platform_name: 'Linux', agent_version: '7.20.18000.0',
   last_seen: '2026-11-20T11:00:00Z', service_provider: 'GCP', service_provider_account_id: '123456789012'},
  {id: 'h4', cid: 'c1', tenant: 'acme', hostname: 'az-0', platform_name: 'Windows', agent_version: '7.19.17500.0',
   last_seen: '2026-11-10T10:00:00Z', service_provider: 'AZURE', service_provider_account_id: 'sub-1'},
  {id: 'h5', cid: 'c1', tenant: 'acme', hostname: 'laptop-5', platform_name: 'Windows', agent_version: '6.58.17212.0',
   last_seen: '2026-10-01T10:00:00Z'},
  {id: 'h6', cid: 'c1', tenant: 'acme', hostname: 'phone-6', platform_name: 'iOS', last_seen: '2026-11-20T09:00:00Z'},
  {id: 'h7', cid: 'c1', tenant: 'acme', hostname: 'laptop-7', platform_name: 'Mac', agent_version: '7.20.18100.0'},
  {id: 'g1', cid: 'c2', tenant: 'globex', hostname: 'globex-1', platform_name: 'Windows', agent_version: '6.10.1.0',
   last_seen: '2026-01-01T10:00:00Z', service_provider: 'AWS_EC2_V2', service_provider_account_id: '222222222222', instance_id: 'i-5'}
] AS row
MATCH (t:CrowdstrikeTenant {id: row.cid})
CREATE (t)-[:RESOURCE]->(h:CrowdstrikeHost)
SET h = row, h.ropewalk_tenant = row.tenant, h.lastupdated = 1
REMOVE h.tenant;

// The cloud: three AWS accounts, of which one belongs to nobody known, a GCP project and an Azure subscription.
UNWIND [
  {account: '111111111111', id: 'i-1', region: 'eu-west-1', state: 'running', ip: '10.0.0.1', env: 'production', name: 'web-1'},
  {account: '111111111111', id: 'i-2', region: 'eu-west-1', state: 'running', ip: '10.0.0.2', env: 'Production', name: 'web-2'},
  {account: '111111111111', id: 'i-3', region: 'us-east-1', state: 'stopped', ip: '10.0.0.3', env: 'dev', name: 'build-3'},
  {account: '111111111111', id: 'i-4', region: 'us-east-1', state: 'terminated', ip: null, env: 'production', name: 'gone-4'},
  {account: '222222222222', id: 'i-5', region: 'eu-west-1', state: 'running', ip: '10.0.0.1', env: 'production', name: 'globex-5'},
  {account: '333333333333', id: 'i-6', region: 'eu-west-1', state: 'running', ip: '10.0.0.1', env: 'production', name: 'nobody-6'}
] AS row
MERGE (a:AWSAccount {id: row.account})
MERGE (env:AWSTag {id: 'Environment:' + row.env, key: 'Environment', value: row.env})
MERGE (name:AWSTag {id: 'Name:' + row.name, key: 'Name', value: row.name})
CREATE (a)-[:RESOURCE]->(i:AWSEC2Instance:EC2Instance:ComputeInstance {id: row.id, instanceid: row.id, region: row.region,
    state: row.state, privateipaddress: row.ip}),
  (i)-[:TAGGED]->(env), (i)-[:TAGGED]->(name);

CREATE (:GCPProject {id: 'shop', projectid: 'shop', projectnumber: '123456789012'})-[:RESOURCE]->
  (:GCPInstance:Instance:ComputeInstance {id: 'projects/shop/zones/europe-west1-b/instances/vm-1', instancename: 'vm-1',
    zone_name: 'europe-west1-b', project_id: 'shop', status: 'RUNNING', private_ip: '10.1.0.1'});
CREATE (:AzureSubscription {id: 'sub-1'})-[:RESOURCE]->
  (:AzureVirtualMachine:ComputeInstance {id: '/subscriptions/sub-1/vm/az-1', name: 'az-1', location: 'westeurope'});

MATCH (h:CrowdstrikeHost {id: 'h1'}), (i:EC2Instance {id: 'i-1'}) CREATE (h)-[:IS_INSTANCE]->(i);
MATCH (h:CrowdstrikeHost {id: 'g1'}), (i:EC2Instance {id: 'i-5'}) CREATE (h)-[:IS_INSTANCE]->(i);

// Groups and policies.
CREATE (g:CrowdstrikeHostGroup {id: 'grp-1', cid: 'c1', ropewalk_tenant: 'acme', name: 'Servers'}),
  (p:CrowdstrikePolicy:CrowdstrikePreventionPolicy {id: 'pol-1', cid: 'c1', ropewalk_tenant: 'acme', policy_type: 'prevention',
    name: 'Strict', enabled: true}),
  (u:CrowdstrikePolicy:CrowdstrikeSensorUpdatePolicy {id: 'pol-2', cid: 'c1', ropewalk_tenant: 'acme', policy_type: 'sensor_update',
    name: 'N-1', enabled: true}),
  (p)-[:APPLIES_TO]->(g)
WITH g, p, u
MATCH (h1:CrowdstrikeHost {id: 'h1'}), (h2:CrowdstrikeHost {id: 'h2'})
CREATE (h1)-[:MEMBER_OF]->(g),
  (h1)-[:HAS_POLICY {applied: true, assigned_date: '2026-01-01T00:00:00Z', applied_date: '2026-01-02T00:00:00Z'}]->(p),
  (h2)-[:HAS_POLICY {applied: false, assigned_date: '2026-11-01T00:00:00Z'}]->(p),
  (h1)-[:HAS_POLICY {applied: true}]->(u);

// Findings: one critical and actively exploited, one critical without an exploit, one known to CISA, one closed.
UNWIND [
  {id: 'CVE-2026-1', base_severity: 'CRITICAL', base_score: 9.8, exprt_rating: 'CRITICAL', exploit_status: 90, is_cisa_kev: true},
  {id: 'CVE-2026-2', base_severity: 'CRITICAL', base_score: 9.1, exprt_rating: 'MEDIUM', exploit_status: 0, is_cisa_kev: false},
  {id: 'CVE-2026-3', base_severity: 'HIGH', base_score: 7.5, exprt_rating: 'HIGH', exploit_status: 30, is_cisa_kev: true}
] AS row
CREATE (f:CrowdstrikeFinding:CVE) SET f = row, f.cve_id = row.id;

UNWIND [
  ['h1', 'CVE-2026-1', 'open', 'c1', 'acme'], ['h1', 'CVE-2026-2', 'open', 'c1', 'acme'], ['h2', 'CVE-2026-2', 'reopen', 'c1', 'acme'],
  ['h2', 'CVE-2026-3', 'open', 'c1', 'acme'], ['h5', 'CVE-2026-1', 'closed', 'c1', 'acme'], ['g1', 'CVE-2026-1', 'open', 'c2', 'globex']
] AS row
MATCH (h:CrowdstrikeHost {id: row[0]}), (f:CrowdstrikeFinding {id: row[1]})
CREATE (h)-[:HAS_VULNERABILITY]->(v:CrowdstrikeSpotlightVulnerability:SpotlightVulnerability {id: row[0] + '_' + row[1], aid: row[0],
    cve_id: row[1], status: row[2], cid: row[3], ropewalk_tenant: row[4]})-[:HAS_CVE]->(f);

MATCH (h:CrowdstrikeHost {id: 'h1'})
UNWIND [['l1', 'bob', '2026-11-20T07:00:00Z'], ['l2', 'eve', '2026-11-20T09:30:00Z']] AS row
CREATE (h)-[:HAS_LOGIN]->(:CrowdstrikeLogin {id: row[0], aid: 'h1', cid: 'c1', ropewalk_tenant: 'acme', account_name: row[1],
    login_timestamp: row[2]});

// Links as the service makes them.
MATCH (h1:CrowdstrikeHost {id: 'h1'}), (h2:CrowdstrikeHost {id: 'h2'}), (h5:CrowdstrikeHost {id: 'h5'}), (g1:CrowdstrikeHost {id: 'g1'}),
  (f:CrowdstrikeFinding {id: 'CVE-2026-1'})
CREATE (d:Device:Ontology {id: 'SERIAL-1', serial_number: 'SERIAL-1'})-[:OBSERVED_AS]->(h1), (f)-[:AFFECTS]->(d),
  (e:Device:Ontology {id: 'SERIAL-9', serial_number: 'SERIAL-9'})-[:OBSERVED_AS]->(g1), (f)-[:AFFECTS]->(e),
  (nat:PublicIP:Ontology {id: '203.0.113.1', ip_address: '203.0.113.1'}), (own:PublicIP:Ontology {id: '203.0.113.2', ip_address: '203.0.113.2'}),
  (h2)-[:EGRESSES_THROUGH]->(nat), (h5)-[:EGRESSES_THROUGH]->(nat), (g1)-[:EGRESSES_THROUGH]->(nat), (own)-[:POINTS_TO]->(h1)
SET h2.serial_number = 'CLONE-42', h2.ropewalk_ambiguous = ['serial_number'], h5.serial_number = 'CLONE-42',
  h5.ropewalk_ambiguous = ['serial_number'];
