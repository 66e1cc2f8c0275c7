/**
 * Two facts of a notice, never one for the other. Received: the department's system took it – a 2xx, an
 * acknowledgement of the feed, or a replay after a dead delivery. Signed for (签收): one of its people did, by
 * hand or with an answer. A reader at the desk has no system: there an acknowledgement follows the hand.
 * When it was received, over the rows of a notice, its subscription and its delivery.
 */
export const receivedAtSql = ({
  n,
  s,
  v,
}: {
  n: { seq: string; signedAt: string; createdAt: string };
  s: string;
  v: string;
}): string => `case
    when ${v}.state = 'delivered' then ${v}.ended_at
    when ${s}.acked_seq >= ${n.seq} and (${n.signedAt} is null or ${s}.channel <> 'inbox')
      then coalesce(${v}.ended_at, ${n.createdAt})
    when ${v}.state = 'dead' then (
      select min(r.ended_at) from deliveries r
      where r.subscription_id = ${s}.id and r.kind = 'replay' and r.state = 'delivered'
        and ${n.seq} between r.first_seq and r.last_seq) end`;
