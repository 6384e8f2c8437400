<?php
/* Reference receiver for calls of redaksi, for a host with PHP 8 and its SQLite driver.
 *
 * Put it where the public can reach it by https, and the secret that redaksi signs with into the
 * variable REDAKSI_SECRET of the server, or into the file named by REDAKSI_SECRET_FILE, which must
 * not lie under the public folder. Received calls are kept in REDAKSI_BRIDGE_DB (default: a file
 * beside the secret's, else beside this one's folder).
 *
 * Standard Webhooks: the signature is over id, time and body. The same id is done once, however
 * often and at however many places at once it arrives; an older call of an article that comes
 * after a newer one changes nothing. The answer names the id, so that redaksi knows that a person's
 * login page did not answer in our place.
 */
declare(strict_types=1);

const TOLERANCE = 300;        // seconds between the two clocks
const LARGEST = 4 * 1048576;  // bytes of a call

/* The one place to change: bring $article to your own site and return its public address, or null.
 * It runs inside a transaction: an exception leaves everything as it was, and redaksi calls again.
 * $op is publish, correct or withdraw; $article is a ninjs 3.1 document. */
function deliver(PDO $db, string $op, array $article): ?string
{
    $slug = preg_replace('/[^a-z0-9-]/', '', (string)($article['slugline'] ?? ''));
    $html = $op === 'withdraw' ? null : $article['bodies'][0]['value'];
    $db->prepare('REPLACE INTO article (uri, headline, html, slug) VALUES (?, ?, ?, ?)')
       ->execute([$article['uri'], $article['headlines'][0]['value'], $html, $slug]);
    return null;
}

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/json; charset=utf-8');
    header('Cache-Control: no-store');
    echo json_encode($body, JSON_UNESCAPED_SLASHES);
    exit;
}

function secrets(): array
{
    $file = getenv('REDAKSI_SECRET_FILE');
    $text = $file ? (string)file_get_contents($file) : (string)getenv('REDAKSI_SECRET');
    $keys = [];
    foreach (preg_split('/\s+/', $text, -1, PREG_SPLIT_NO_EMPTY) as $word) {
        $key = str_starts_with($word, 'whsec_') ? base64_decode(substr($word, 6), true) : false;
        if ($key === false || strlen($key) < 24) {
            answer(500, ['error' => 'secret']);
        }
        $keys[] = $key;
    }
    return $keys ?: answer(500, ['error' => 'no secret']);
}

function is_signed(string $id, string $time, string $body, string $given): bool
{
    $good = false;
    foreach (secrets() as $key) {
        $wanted = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
        foreach (explode(' ', $given) as $one) {
            $good = hash_equals($wanted, $one) || $good;
        }
    }
    return $good;
}

function database(): PDO
{
    $secret = getenv('REDAKSI_SECRET_FILE');
    $beside = $secret ? dirname($secret) : dirname(__DIR__);
    $db = new PDO('sqlite:' . (getenv('REDAKSI_BRIDGE_DB') ?: "$beside/redaksi-bridge.db"));
    $db->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
    $db->exec('PRAGMA busy_timeout = 20000');
    $db->exec('CREATE TABLE IF NOT EXISTS call
        (id TEXT PRIMARY KEY, digest TEXT NOT NULL, reply TEXT NOT NULL)');
    $db->exec('CREATE TABLE IF NOT EXISTS article
        (uri TEXT PRIMARY KEY, headline TEXT, html TEXT, slug TEXT)');
    $db->exec('CREATE TABLE IF NOT EXISTS latest (uri TEXT PRIMARY KEY, sequence INTEGER NOT NULL)');
    return $db;
}

/* Once for each id: gives what was answered the first time to whoever calls again. */
function once(PDO $db, string $id, string $body): array
{
    $db->exec('BEGIN IMMEDIATE');
    $digest = hash('sha256', $body);
    $seen = $db->prepare('SELECT digest, reply FROM call WHERE id = ?');
    $seen->execute([$id]);
    if ($row = $seen->fetchAll(PDO::FETCH_ASSOC)[0] ?? null) {
        $db->exec('ROLLBACK');
        return $row['digest'] === $digest
            ? [200, json_decode($row['reply'], true)]
            : [422, ['error' => 'the id was used for another body']];
    }
    $call = json_decode($body, true, 64);
    $op = ['artikel.terbit' => 'publish', 'artikel.koreksi' => 'correct', 'artikel.tarik' => 'withdraw',
        'redaksi.coba' => 'test'][$call['type'] ?? ''] ?? null;
    if ($op === null || !is_int($call['sequence'] ?? null) || !is_string($call['data']['uri'] ?? null)) {
        $db->exec('ROLLBACK');
        return [400, ['error' => 'not a call that this receiver knows']];
    }
    $reply = ['id' => $id, 'url' => null, 'state' => 'done'];
    if ($op !== 'test') {
        $newest = $db->prepare('SELECT 1 FROM latest WHERE uri = ? AND sequence >= ?');
        $newest->execute([$call['data']['uri'], $call['sequence']]);
        if ($newest->fetchColumn() === false) {
            $db->prepare('REPLACE INTO latest (uri, sequence) VALUES (?, ?)')
               ->execute([$call['data']['uri'], $call['sequence']]);
            $reply['url'] = deliver($db, $op, $call['data']);
        } else {
            $reply['state'] = 'overtaken';
        }
    }
    $db->prepare('INSERT INTO call (id, digest, reply) VALUES (?, ?, ?)')
       ->execute([$id, $digest, json_encode($reply)]);
    $db->exec('COMMIT');
    return [200, $reply];
}

if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
    answer(405, ['error' => 'POST only']);
}
$id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
$time = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
$body = (string)file_get_contents('php://input', false, null, 0, LARGEST + 1);
if (strlen($body) > LARGEST) {
    answer(413, ['error' => 'too large']);
}
if (!preg_match('/^[A-Za-z0-9:_-]{1,128}$/', $id) || !preg_match('/^\d{1,12}$/', $time)
    || !is_signed($id, $time, $body, $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '')) {
    answer(401, ['error' => 'signature']);
}
if (abs(time() - (int)$time) > TOLERANCE) {
    answer(401, ['error' => 'clock', 'now' => time()]);
}
try {
    [$status, $reply] = once(database(), $id, $body);
} catch (Throwable $error) {
    error_log('redaksi bridge: ' . $error->getMessage());
    answer(500, ['error' => 'not done; call again']);
}
answer($status, $reply);
