# What server.sh is, for perl, in a process that has overwritten its command line and environment.
open my $held, '>', shift or die;
$0 = 'wiped';
$| = 1;
my %answers = (
  'initialize' => '{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"pl","version":"1"}}',
  'tools/list' => '{"tools":[{"name":"pid","inputSchema":{"type":"object"}}]}',
  'tools/call' => qq({"content":[{"type":"text","text":"$$"}]}),
);
while (<STDIN>) {
  my ($id) = /"id":([^,}]+)/;
  my ($method) = /"method":"([^"]+)"/;
  print qq({"jsonrpc":"2.0","id":$id,"result":$answers{$method}}\n) if $answers{$method};
}
