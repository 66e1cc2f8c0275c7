-- The two lists of proofs. A matter tells for which business the proof is asked, and how to do without it. Units propose, two offices give
-- their opinions, the public comments, and one decision publishes many proposals as one edition of matters.
set local lock_timeout = '5s';

alter table matters add column item text, add column replacement_note text;

create sequence matter_proposal_sequence;

create table matter_proposals (
  no text primary key,
  agency_id int not null references agencies (id),
  name text not null,
  item text not null,
  basis text,
  issuing_unit text,
  party text not null check (party in ('person', 'organisation', 'both')),
  ground text check (ground in ('no-legal-basis', 'own-documents', 'written-promise', 'other-materials', 'online-check',
    'between-departments', 'issuer-cannot-verify')),
  fate text not null check (fate in ('retain', 'cancel', 'promise')),
  replacement text check (replacement in ('commitment', 'sharing', 'assistance', 'none')),
  replacement_note text,
  risk_class text check (risk_class in ('low', 'medium', 'high')),
  notice_text text,
  commitment_text text,
  matter_code text,
  likeness text not null,
  print text not null,
  state text not null check (state in ('draft', 'submitted', 'commenting', 'published', 'returned', 'withdrawn')),
  round int not null default 0,
  comment_ends_on date,
  returned_for text,
  document_no text,
  decided_on date,
  edition int references matter_editions (no),
  made_at timestamptz not null,
  made_by text not null,
  moved_at timestamptz not null,
  moved_by text not null,
  constraint matter_proposals_decided_by_document check ((state = 'published') = (document_no is not null and decided_on is not null)),
  constraint matter_proposals_commented_until_a_day check (state not in ('commenting', 'published') or comment_ends_on is not null),
  constraint matter_proposals_returned_with_reason check (state <> 'returned' or returned_for is not null)
);
create index matter_proposals_of_agency on matter_proposals (agency_id, no desc);
create index matter_proposals_in_state on matter_proposals (state, no desc);
create index matter_proposals_alike on matter_proposals (likeness);

-- Each round of submission has one opinion of each office; former rounds stay.
create table matter_opinions (
  proposal_no text not null references matter_proposals (no),
  round int not null,
  office text not null check (office in ('legal', 'service-centre')),
  stance text not null check (stance in ('agree', 'disagree')),
  words text,
  agency_id int not null references agencies (id),
  by text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (proposal_no, round, office),
  constraint matter_opinions_disagree_in_words check (stance = 'agree' or words is not null)
);

create table matter_offices (
  office text primary key check (office in ('legal', 'service-centre')),
  agency_id int not null unique references agencies (id),
  named_at timestamptz not null,
  named_by text not null
);
