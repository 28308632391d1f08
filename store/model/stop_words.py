"""Words that say nothing by themselves, and words that turn the next one round, by language.

Without accents, as they are compared.
"""

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": _words(
        "a able about above across after again ago all almost along already also although always am"
        " among an and any anyone anything are around as at away back be became because become been"
        " before behind being below besides both but by came can come comes coming could d did do does"
        " doing done dont down each either else especially even ever every everyone everything few for"
        " from further get gets getting go going got had has have having he hello her here hers herself"
        " hi him himself his how however i if im in into is isnt it its itself ive just know let lets"
        " like little ll lot lots m made make many may maybe me might mine more most much must my myself"
        " near nearly need next nor now of off often on once one only onto or other others ought our"
        " ours ourselves out over own per perhaps please pm put quite rather re really s said same say"
        " says see several shall she should since so some someone something sometimes somewhere soon"
        " sort still such t take taken than that the their theirs them themselves then there therefore"
        " these they thing things think this those though through to today tomorrow tonight too took"
        " toward towards two under until up upon us use used usually ve very was way we well were what"
        " whatever when where whether which while who whole whom whose why will with within would yes"
        " yesterday yet you your yours yourself yourselves"
    ),
    "fr": _words(
        "a afin ai ainsi alle aller alors apres as assez au aucun aujourd aussi autre autres aux avais"
        " avait avant avec avez avoir avons ayant beaucoup bien c ca car ce cela celle celui ces cet cette"
        " ceux chaque chez ci comme comment d dans de depuis des deux devant dire dit doit donc dont du"
        " elle elles en encore entre est et etaient etais etait ete etes etre eu eux faire fait faites"
        " fois font hier hui ici il ils j je jour l la le les leur leurs lors lui m ma mais me meme mes"
        " mettre moi moins mon n ne nos notre nous on ont ou oui par parce parfois particulierement"
        " pendant peu peut plus plusieurs plutot pour pourquoi pouvoir pu puis qu quand que quel quelle"
        " quelque quelques qui quoi s sa se sera ses si soit sommes son sont sous souvent suis sur t ta te"
        " tel tellement tes toi ton toujours tous tout toute toutes tres trop tu un une va vais vers veux"
        " voir vos votre vous vraiment vu y"
    ),
    "es": _words(
        "a al algo alguien alguna algunas alguno algunos ante antes aqui asi aun aunque bastante bien"
        " cada casi como con cosa cosas cual cuando cuanto de del demasiado desde despues donde dos e el"
        " ella ellas ellos en entonces entre era eran eres es esa esas ese eso esos esta estaba estado"
        " estan estar este esto estos estoy estuvo fue fueron ha habia hace hacer hacia han has hasta hay"
        " he hemos hoy iba ir la las le les lo los luego mas me mi mientras mis mismo mucha muchas mucho"
        " muchos muy nos nosotros o os otra otras otro otros para pero poca pocas poco pocos podia"
        " por porque puede pues que quien quiero se sea ser si sido siempre siendo sobre solo son soy su"
        " sus tal tambien tan tanto te tener tengo tenia tiene tienen toda todas todo todos tras tu tus u"
        " un una unas uno unos usted va van vez voy y ya yo"
        " ademas ahi ahora alli aquel aquella da dado debe deberia deberian dentro dijo durante ello estamos"
        " fui hizo incluso nuestra nuestro parece podria pueden quiza quizas segun tres vuestra vuestro"
    ),
    "de": _words(
        "ab aber alle allem allen aller alles als also am an andere anderen ans auch auf aus bei beim"
        " bereits bin bis bisschen bitte bloss da dabei dadurch dafur daher damals damit danach dann daran"
        " darauf darin daruber darum das dass davon davor dazu dein dem den denn der derselbe des deshalb"
        " die dies diese diesem diesen dieser dieses doch dort du durch durfen durfte eben eigentlich ein"
        " eine einem einen einer eines einfach einige einigen einiger einmal er es etwa etwas euch euer"
        " fast finde fur gab ganz gar gegen gegenuber gehabt geht gerade gern gerne gestern gewesen gibt"
        " gleich hab habe haben habt halt hat hatte hatten hattet heute hier hin hinter ich ihm ihn ihnen"
        " ihr ihre ihrem ihren ihrer im immer in indem ins irgendwie ist ja je jede jedem jeden jeder jedes"
        " jedoch jemand jetzt kann konnen konnte leider machen macht machte mag mal man manche mehr mein"
        " meine meinem meinen meiner meist mich mir mit muss mussen musste nach nachdem naja neben nein"
        " noch nun nur ob oder oft paar per pro schon sehr seid sein seine seinem seinen seiner seit selbst"
        " sich sie sind so sogar solche solchen soll sollte sondern sonst statt trotz u uber uberall um und"
        " uns unser unsere unter viel viele vielen vielleicht vom von vor vorher wahrend wann war waren"
        " warum was wegen weil weiter welche wenn wer werde werden wie wieder will wir wird wirklich wo"
        " wollte worden wurde wurden ziemlich zu zuerst zuletzt zum zur zwar zwei zwischen"
    ),
    "it": _words(
        "a abbastanza abbiamo ad adesso ai al alcune alcuni alla alle allo allora altra altre altri altro"
        " anche ancora anzi appena avere aveva avevo avuto bene c che chi ci cio circa col come con cosa"
        " cosi cui d da dagli dai dal dalla dalle dallo degli dei del della delle dello dentro di dopo"
        " dove due e ecco ed era erano ero essere fa fai fanno fare fatto fin fino fra gia gli ha hai"
        " hanno ho i il in infatti io l la le lei li lo loro lui ma me meno mentre mi mia mie miei mio"
        " molta molte molti molto ne negli nei nel nella nelle nello noi nostra nostri nostro o oggi ogni"
        " oltre ora per perche pero piu po poca poche pochi poco poi proprio puo qua qualche quale quali"
        " quando quanto quasi quella quelle quelli quello questa queste questi questo qui quindi s sara se"
        " sei sempre si sia siamo siete solo sono sopra sotto sta stata state stati stato stesso su sua"
        " sue sugli sui sul sulla sulle suo suoi tanta tante tanti tanto te ti tra troppo tu tua tuo tutta"
        " tutte tutti tutto un una uno va vi voi vostra vostro"
        " avevano avrei bisogna comunque davvero deve devono dovrebbe fosse inoltre invece magari ormai"
        " perfino persino potrebbe prima qualcosa qualcuno soltanto stanno tre tuttavia verso volta vorrei"
    ),
    "pt": _words(
        "a ainda algo alguem algum alguma alguns ali ao aos apenas apos aqui as assim ate bastante bem"
        " cada com como da das de dela dele deles demais depois desde dessa desse desta deste disso do"
        " dois dos e ela elas ele eles em entao entre era eram essa essas esse esses esta estao estar"
        " estas estava este estes estou eu faz fazer ficou foi for foram ha hoje ia ir isso isto ja la lhe"
        " mais mas me mesma mesmo meu meus minha minhas muita muitas muito muitos na nas nem nesta neste"
        " no nos nossa nosso num numa o onde os ou outra outras outro outros para pela pelas pelo pelos"
        " per pode podia por porem porque pouca pouco poucos pra quais qual quando quanto quase que quem"
        " quer se seja sem sempre sendo ser seu seus si sido so sobre sou sua suas tal tambem tanto tao te"
        " tem tenho ter teve tinha toda todas todo todos tu tua tudo um uma umas uns vai vem vez voce"
        " voces vou"
        " agora alem aquela aquele coisa coisas deve deveria deviam durante embora estamos fica gostaria"
        " havia mim parece podem poderia talvez tres vossa vosso"
    ),
    "nl": _words(
        "aan aangezien achter al alle alleen allemaal alles als altijd ander andere anders beetje ben bent"
        " best bij bijna binnen daar daardoor daarna daarom daarvoor dan dat de deed den denk der deze die"
        " ding dingen dit doe doen doet door dus echt een eens eerst eigenlijk elk elke en enkele er eraan"
        " erbij erg ergens ervan ervoor even gaan gaat gaf ge gedaan geef geven geweest gewoon gisteren"
        " graag haar had hadden hallo heb hebben hebt heeft heel helaas hele hem hen het hier hij hoe hun"
        " ieder iedere iemand iets ik in inmiddels is ja je jij jou jouw jullie kan keer komen komt kon"
        " kreeg krijg kunnen kunt kwam langs laten maar mag maken me meer meest men met mij mijn min mocht"
        " moest moet moeten na naar naast nee nog nou nu of ofwel om omdat onder ongeveer ons onszelf onze"
        " ook op opeens over paar per s sinds sommige soms steeds t te tegen terug tijdens toch toen tot"
        " tussen twee u uit uw vaak van vanaf vandaag veel vele verder via vind vinden vond voor vooral"
        " waar waarom want waren was wat we weer weet wel welk welke werd wie wij wil wilde wilden worden"
        " wordt wou zal ze zeer zei zelf zelfs zich zij zijn zo zoals zodat zou zouden zoveel"
    ),
}
"""By language."""

NEGATIONS: Mapping[str, frozenset[str]] = {
    "en": _words("no not never none nothing nobody without cannot hardly barely"),
    "fr": _words("pas jamais sans aucun aucune rien personne guere"),
    "es": _words("no nunca jamas sin ni ningun ninguna nada nadie tampoco"),
    "de": _words(
        "nicht nie niemals ohne kein keine keinem keinen keiner keines kaum"
        " nichts niemand niemanden nirgends keinerlei"
    ),
    "it": _words("non mai senza nessun nessuna nessuno niente nulla neanche nemmeno"),
    "pt": _words("nao nunca jamais sem nem nenhum nenhuma nada ninguem"),
    "nl": _words("niet nooit geen zonder niemand nauwelijks niets nergens"),
}
"""They keep to the next word that says something: "not clean"."""
