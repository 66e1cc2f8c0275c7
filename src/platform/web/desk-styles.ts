// One sheet for every page: system fonts (no download), colours that keep WCAG AA, a print form of each page.
export const deskStyles = `
:root{--ink:#1a2230;--soft:#525d6e;--line:#d5dae2;--edge:#76808f;--paper:#fff;--ground:#f4f5f7;--navy:#14315c;
--link:#1a4f9c;
--seal:#a8261c;--focus:#ffbf1f;--good:#0b6438;--good-bg:#e8f4ed;--bad:#a3190f;--bad-bg:#fdeeec;--warn:#754600;
--warn-bg:#fff4da;
--calm:#3a4759;--calm-bg:#edf0f4;--gap:1.5rem;--round:6px}
*,*::before,*::after{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);background:var(--ground);line-height:1.7;
font-family:system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",
"Source Han Sans SC",sans-serif}
:where(h1,h2,h3){line-height:1.35;text-wrap:balance;margin:0}
h1{font-size:1.75rem;letter-spacing:.01em}h2{font-size:1.25rem}h3{font-size:1.0625rem}
:where(p){margin:.5rem 0}a{color:var(--link);text-underline-offset:.2em}a:hover{text-decoration-thickness:2px}
code,.code{font-family:ui-monospace,"SFMono-Regular",Consolas,"Noto Sans Mono CJK SC",monospace;
font-size:.94em;overflow-wrap:anywhere}
.number{font-variant-numeric:tabular-nums;white-space:nowrap}
:focus-visible{outline:3px solid var(--focus);outline-offset:0;box-shadow:0 0 0 6px var(--ink);
border-radius:2px}
main:focus{outline:0;box-shadow:none}
.skip{position:absolute;left:-999rem;top:0;z-index:9;padding:.75rem 1rem;background:var(--paper)}
.skip:focus{left:0}
.wrap{max-width:70rem;margin:0 auto;padding:0 1.25rem}
.masthead{background:var(--navy);color:#fff;border-bottom:4px solid var(--seal)}
.masthead .wrap{display:flex;flex-wrap:wrap;align-items:center;gap:.75rem 1.5rem;padding-top:.875rem;
padding-bottom:.875rem}
.brand{display:flex;align-items:center;gap:.75rem;color:#fff;text-decoration:none;font-size:1.125rem;
font-weight:600;letter-spacing:.04em}
.brand svg{flex:none;border-radius:4px}
.who{margin-left:auto;display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem;font-size:.9375rem;
color:#dfe6f1}.who a{color:inherit}
.who form{margin:0}.who button{background:none;border:1px solid #9db1d0;color:#fff;min-height:2.25rem;
padding:.125rem .875rem}
.who button:hover{background:#234a83}
.tabs{background:var(--paper);border-bottom:1px solid var(--line)}
.tabs ul{display:flex;flex-wrap:wrap;gap:0 .25rem;list-style:none;margin:0 -1rem;padding:0}
.tabs a{display:block;padding:.75rem 1rem;color:var(--ink);text-decoration:none;
border-bottom:3px solid transparent}
.tabs a:hover{border-color:var(--edge)}.tabs a[aria-current]{border-color:var(--seal);font-weight:600}
main.wrap{padding-top:2.25rem;padding-bottom:4.5rem;min-height:60vh}
main>*+*,.stack>*+*{margin-top:var(--gap)}
.lead{color:var(--soft);margin:.375rem 0 0;max-width:46rem}
.foot{border-top:1px solid var(--line);color:var(--soft);font-size:.875rem;padding:1.25rem 0 2.5rem}
.foot p{margin:.125rem 0}
.card{background:var(--paper);border:1px solid var(--line);border-radius:var(--round);padding:1.5rem}
.card>*+*{margin-top:1.125rem}.narrow{max-width:28rem}
.duo{display:grid;gap:var(--gap);grid-template-columns:minmax(0,1fr)}
.tiles{display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));list-style:none;
padding:0}
.tiles a{display:block;height:100%;padding:1.25rem 1.5rem;background:var(--paper);
border:1px solid var(--line);border-left:4px solid var(--navy);border-radius:var(--round);color:var(--ink);
text-decoration:none}
.tiles a:hover{border-color:var(--navy);background:#f9fbfe}
.tiles strong{display:block;font-size:1.125rem;color:var(--link)}
.tiles span{color:var(--soft);font-size:.9375rem}
.field{max-width:34rem}.field label,legend{display:block;font-weight:600;padding:0}
:where(.hint){color:var(--soft);font-size:.9375rem;margin:0 0 .375rem}
.optional{font-weight:400;color:var(--soft);font-size:.9375rem}
.field-error{color:var(--bad);font-weight:600;margin:0 0 .375rem}
.field.has-error{border-left:4px solid var(--bad);padding-left:1rem}
input[type=text],input[type=password],input[type=date],input[type=url],input[type=file],select,textarea{
width:100%;min-height:2.75rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);
border-radius:4px;padding:.4375rem .75rem}
input[type=file]{padding:.4375rem}textarea{min-height:5.5rem}
.has-error input,.has-error select,.has-error textarea{border:2px solid var(--bad)}
fieldset{border:0;margin:0;padding:0;min-width:0}
.field .choice{display:flex;align-items:flex-start;gap:.75rem;padding:.375rem 0;font-weight:400}
.choice input{flex:none;width:1.375rem;height:1.375rem;margin:.1875rem 0 0;accent-color:var(--navy)}
.choices{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:0 1rem}
.pair{display:grid;align-items:end;gap:1.125rem var(--gap);
grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));max-width:none}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-height:2.75rem;
padding:.4375rem 1.5rem;font:inherit;font-weight:600;color:#fff;background:var(--navy);
border:1px solid var(--navy);border-radius:4px;cursor:pointer;text-decoration:none}
button:hover,.button:hover{background:#0c2144}
.plain{color:var(--navy);background:var(--paper);border-color:var(--edge)}
.plain:hover{background:var(--calm-bg);color:var(--navy)}
.danger{background:var(--paper);color:var(--bad);border-color:var(--bad)}
.danger:hover{background:var(--bad-bg);color:var(--bad)}
.row{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}.row form{margin:0}
.summary{background:var(--paper);border:3px solid var(--bad);border-radius:var(--round);
padding:1.125rem 1.5rem}
.summary ul{margin:.375rem 0 0;padding-left:1.25rem}.summary a{color:var(--bad);font-weight:600}
.notice{border-left:5px solid var(--calm);background:var(--calm-bg);padding:.875rem 1.25rem;
border-radius:0 var(--round) var(--round) 0}
.notice.warn{border-color:#c07a00;background:var(--warn-bg)}
.notice.good{border-color:var(--good);background:var(--good-bg)}
.notice.bad{border-color:var(--bad);background:var(--bad-bg)}.notice>:first-child{margin-top:0}
.notice>:last-child{margin-bottom:0}
.table .code,.table time{white-space:nowrap}
.table{position:relative;overflow-x:auto;background:var(--paper);border:1px solid var(--line);
border-radius:var(--round)}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
caption{text-align:left;font-weight:600;font-size:1.125rem;padding:1rem 1.25rem .5rem}
th,td{padding:.625rem 1.25rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;white-space:nowrap;border-top:0;
border-bottom:2px solid var(--line)}
tbody th{font-weight:600}td{min-width:7rem}
td.number,th.number{text-align:right;white-space:nowrap;min-width:0}
td button{white-space:nowrap;padding:.25rem .875rem;min-height:2.25rem}
.empty{padding:1.5rem;color:var(--soft);background:var(--paper);border:1px dashed var(--edge);
border-radius:var(--round)}
.tag{display:inline-flex;align-items:center;gap:.375rem;padding:.0625rem .625rem;border-radius:1rem;
font-size:.875rem;font-weight:600;white-space:nowrap;color:var(--calm);background:var(--calm-bg)}
.tag.good{color:var(--good);background:var(--good-bg)}.tag.bad{color:var(--bad);background:var(--bad-bg)}
.tag.warn{color:var(--warn);background:var(--warn-bg)}
dl.facts{display:grid;grid-template-columns:minmax(6.5rem,max-content) minmax(0,1fr);gap:.5rem 1.5rem}
:where(dl){margin:0}
.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
.outcome{display:flex;gap:1.25rem;align-items:center;padding:1.5rem;border-radius:var(--round);
border:2px solid currentColor;color:var(--calm);background:var(--calm-bg)}
.outcome.good{color:var(--good);background:var(--good-bg)}
.outcome.bad{color:var(--bad);background:var(--bad-bg)}
.outcome.warn{color:var(--warn);background:var(--warn-bg)}
.outcome svg{flex:none;width:3.5rem;height:3.5rem}
.outcome strong{display:block;font-size:1.75rem;line-height:1.3}
.outcome p{margin:.125rem 0 0;color:var(--ink)}
.reason{border-top:1px solid var(--line);padding-top:1.125rem}
.reason:first-of-type{border-top:0;padding-top:0}
.reason h3{margin-bottom:.625rem}.reason>p{margin:.75rem 0 0}
.counts{display:grid;grid-template-columns:repeat(auto-fit,minmax(7rem,1fr));border:1px solid var(--line);
background:var(--paper);border-radius:var(--round);overflow:hidden}
.counts div{padding:.75rem 1.125rem;box-shadow:0 0 0 .5px var(--line)}
.counts dt{color:var(--soft);font-size:.9375rem}
.counts dd{margin:0;font-size:1.5rem;font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums}
progress{width:100%;height:.875rem;accent-color:var(--navy)}
.verify{display:flex;gap:1.25rem;align-items:center;flex-wrap:wrap}.verify>div{flex:1 1 12rem;min-width:0}
.bars svg{width:100%;max-width:36rem}.bars{margin:1.5rem 0 0}th.wide{min-width:9rem}
.qr{width:8.5rem;height:8.5rem;background:#fff;flex:none}
details summary{cursor:pointer;color:var(--link);font-weight:600;padding:.25rem 0}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
.plain-list{margin:0;padding-left:1.25rem}.plain-list li{margin:.375rem 0}
.excerpt{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.875rem}.print-only{display:none}
table.sheet{font-size:inherit;min-width:0}.sheet .inquiries{min-width:0}.sheet>*>tr>td{border:0;padding:0}
.sheet h1{margin-bottom:0}
.running{display:flex;justify-content:space-between;gap:1rem;color:var(--soft);font-size:.875rem;
padding:.375rem 0}
.entry{border-top:1px solid var(--line);padding-top:1rem}.entry:first-of-type{border-top:0;padding-top:0}
.entry h3{margin-bottom:.5rem}
.promise{background:#fff;color:#000;border:1px solid var(--line);padding:2rem;max-width:44rem;margin:0 auto}
.promise .line{margin:.25rem 0;text-align:justify;text-indent:2em}.promise h1,.promise .number,.issuer{text-align:center}
.promise h1{border:0;margin:0}.promise h2{font-size:1.125rem;margin:1rem 0 .25rem}
.promise .issuer{color:#b3001b;font-weight:700;letter-spacing:.1em}
.hands{display:grid;grid-template-columns:1fr 1fr;gap:2rem;padding-top:1.5rem;overflow-wrap:anywhere}
/* An official letter after GB/T 9704: title, number, addressee, paragraphs indented by two characters,
   seal at the right. */
.official{background:#fff;color:#000;border:1px solid var(--line);padding:2rem;max-width:44rem;margin:0 auto;
font-family:FangSong,STFangsong,"仿宋","Noto Serif CJK SC",serif;font-size:1.125rem;line-height:1.8}
.form-four{overflow-x:auto}.form-four td,.form-four th{border:1px solid var(--line)}
.poster{background:#fff;color:#000;text-align:center;padding:2rem 1rem}.poster .lead{max-width:none}.poster .qr{width:min(70vw,16rem);height:auto}
.official h1{text-align:center;border:0;margin:0}.official p{margin:0;text-indent:2em;text-align:justify}
.official .letter-no{text-align:center;text-indent:0;margin:.5rem 0 1rem}.official .addressee{text-indent:0}
.official .signed{text-align:right;text-indent:0;padding:1.5rem 2em 0 0}
.official .receipt-line{text-indent:0;margin-top:1.5rem;border-top:1px solid #000;padding-top:.5rem}
@media (min-width:60rem){.duo{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.duo.wide-right{grid-template-columns:minmax(0,2fr) minmax(0,3fr);align-items:start}}
@media (max-width:40rem){h1{font-size:1.5rem}main{padding-top:1.5rem}.card,.outcome{padding:1.125rem}
.outcome{align-items:flex-start}.outcome strong{font-size:1.375rem}
.outcome svg{width:2.5rem;height:2.5rem}.who{margin-left:0;width:100%;justify-content:space-between}
.facts{gap:.125rem 1rem}
dl.facts{grid-template-columns:1fr}.facts dt{font-size:.9375rem}.facts dd{margin-bottom:.375rem}
th,td{padding:.5rem .875rem}table{min-width:56rem}.brand{font-size:1rem}
.tabs a{padding:.625rem .5rem;font-size:.9375rem}.tabs ul{margin:0 -.5rem;justify-content:space-between;gap:0}
}
@media (prefers-reduced-motion:no-preference){
a,button,.tiles a{transition:background-color .12s,border-color .12s}}
@media print{@page{size:A4;margin:10mm 16mm}body{background:#fff;font-size:9pt;line-height:1.3}
.masthead,.tabs,.foot,.skip,.no-print,.summary{display:none!important}.print-only{display:block}
.wrap{max-width:none;padding:0}main.wrap{padding:0;min-height:0}main>*+*{margin-top:2mm}
h1{font-size:15pt;text-align:center;border-bottom:2pt solid #000;padding-bottom:2mm}h2{font-size:11pt}
h3{font-size:10pt}.card>*+*{margin-top:2mm}:where(p){margin:1mm 0}
.card{border:0;padding:0;border-radius:0}.duo,.duo.wide-right{display:block}
.two-up dl.facts{grid-template-columns:max-content 1fr max-content 1fr}.duo>*+*{margin-top:2mm}
.outcome{padding:2mm 4mm;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.outcome strong{font-size:15pt}
.notice{-webkit-print-color-adjust:exact;print-color-adjust:exact;padding:1mm 4mm}
.qr{width:20mm;height:20mm;margin:-1mm 0}.outcome svg{width:2.5rem;height:2.5rem}.plain-list li{margin:0}
.coverage{padding:0;list-style:none;font-size:8pt}.coverage li{display:inline-block;margin-right:5mm}
.reason dl.facts{grid-template-columns:max-content 1fr max-content 1fr}
.reason dt:nth-last-of-type(-n+2){grid-column:1}
.reason dd:nth-last-of-type(-n+2),#receipt+dl dd:last-child{grid-column:2/-1}
#receipt+dl dt:last-of-type{grid-column:1}.reason{padding-top:1.5mm;break-inside:avoid}
.reason h3{margin-bottom:1mm}
dl.facts{gap:.5mm 6mm}.outcome,.verify,.signatures,dd{break-inside:avoid}h3{break-after:avoid}
.stack>*+*{margin-top:2mm}a{color:inherit;text-decoration:none}
.signatures{display:grid;grid-template-columns:1fr 1fr 1fr;gap:8mm;padding-top:7mm}
.signatures p{margin:0;border-top:.75pt solid #000;padding-top:1.5mm}
h2{break-after:avoid}.sheet{page:report}
@page promise{size:A4;margin:12mm 18mm}
.promise{page:promise;border:0;padding:0;font-size:10.5pt;line-height:1.45}.promise .line{margin:.6mm 0}
.promise h1{font-size:18pt;border:0;padding:0}.promise h2{font-size:12pt;margin:2mm 0 .6mm}
.promise .hands{padding-top:4mm;break-inside:avoid}
@page form-four{size:A4 landscape;margin:10mm}.form-four{page:form-four}.form-four table{min-width:0;font-size:7pt}
.form-four,.form-four table{overflow:visible;width:100%;table-layout:fixed}
.form-four th,.form-four td{padding:.6mm 1mm;border:1px solid #000;overflow-wrap:anywhere;white-space:normal}
@page poster{size:A4;margin:20mm}.poster{page:poster;font-size:20pt}.poster h1{font-size:30pt;border:0}
.poster .qr{width:110mm;height:110mm}.poster .code{font-size:12pt}
@page letter{size:A4;margin:30mm 26mm 25mm 28mm}
.official{page:letter;border:0;padding:0;max-width:none;font-size:14pt;line-height:1.7}
.official h1{font-size:22pt;padding:0}
.running{font-size:8.5pt;border-bottom:.5pt solid #888;margin-bottom:3mm}
tfoot .running{border:0;border-top:.5pt solid #888;margin:3mm 0 0}
.entry,.inquiries tr,.report-section:not(:has(.entry,table)){break-inside:avoid}.inquiries{font-size:8.5pt}
.inquiries th,.inquiries td{padding:1mm 2mm;min-width:0}}
@page report{margin:14mm 16mm 16mm;@bottom-center{content:"第 " counter(page) " 页，共 " counter(pages) " 页";
font-size:8.5pt}}
`;
