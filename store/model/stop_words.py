"""Words that say nothing by themselves, and words that turn the next one round, by language.

Without accents, as they are compared.
"""

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": _words(
        "a about after again all also always am an and any are as at be because been before being both"
        " but by can could d did do does doing done down each even ever every few for from further get"
        " gets getting go going got had has have having he her here hers him his how i if im in into is it"
        " its ive just know let like ll lot m made make many may me might more most much must my need off"
        " on once one only or other our out over own please pm quite rather re really s same see she"
        " should since so some something still such t than that the their them then there these they thing"
        " things think this those though through to today too two under until up us use used ve very was"
        " way we well were what when where which while who why will with would yes yet you your"
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
        " muchos muy nada nos nosotros o os otra otras otro otros para pero poca pocas poco pocos podia"
        " por porque puede pues que quien quiero se sea ser si sido siempre siendo sobre solo son soy su"
        " sus tal tambien tan tanto te tener tengo tenia tiene tienen toda todas todo todos tras tu tus u"
        " un una unas uno unos usted va van vez voy y ya yo"
    ),
    "de": _words(
        "aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits"
        " bin bis bisschen da dabei dadurch damit danach dann daran das dass dazu dein dem den denn der"
        " des deshalb die dies diese diesem diesen dieser dieses doch dort du durch eben eigentlich ein"
        " eine einem einen einer eines einfach einmal er es etwas euch euer fast fur gab ganz gar gegen"
        " gehabt geht gerade gern gerne gestern gewesen gibt gleich hab habe haben hat hatte hatten heute"
        " hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins irgendwie ist ja je"
        " jede jedem jeden jeder jedes jemand jetzt kann konnen konnte leider machen mal man manche mehr"
        " mein meine meinem meinen meiner mich mir mit muss mussen musste nach naja noch nun nur ob oder"
        " oft paar per schon sehr sein seine seinem seinen seiner seit selbst sich sie sind so sogar soll"
        " sollte sondern sonst trotz u uber um und uns unser unsere unter viel viele vielen vom von vor"
        " wann war waren warum was weil weiter welche wenn wer werde werden wie wieder will wir wird wo"
        " wollte worden wurde wurden zu zum zur zwar zwei zwischen"
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
    ),
    "nl": _words(
        "aan achter al alle alleen allemaal alles als altijd ander andere anders ben best bij bijna"
        " binnen daar daarna daarom dan dat de den der deze die dit doen door dus echt een eens eerst elk"
        " elke en enkele er erg ergens even gaan gaat ge geweest gewoon gisteren had hadden hallo heb"
        " hebben heeft heel helaas hem hen het hier hij hoe hun iemand iets ik in is ja je jij jou jouw"
        " jullie kan kon kunnen kwam laten maar maken me meer meest men met mij mijn min moest moet moeten"
        " na naar nog nu of om omdat ons onze ook op over paar per s soms steeds t te tegen terug toch"
        " toen tot tussen twee u uit uw vaak van vanaf vandaag veel verder via voor vooral waar waarom"
        " waren was wat we weer wel welke werd wie wij wil worden wordt wou zal ze zeer zelf zich zij zijn"
        " zo zoals zonder zou"
    ),
}
"""By language."""

NEGATIONS: Mapping[str, frozenset[str]] = {
    "en": _words("no not never none nothing nobody without cannot hardly barely"),
    "fr": _words("pas jamais sans aucun aucune rien personne guere"),
    "es": _words("no nunca jamas sin ni ningun ninguna nadie"),
    "de": _words("nicht nie niemals ohne kein keine keinem keinen keiner keines kaum"),
    "it": _words("non mai senza nessun nessuna nessuno niente"),
    "pt": _words("nao nunca jamais sem nem nenhum nenhuma ninguem"),
    "nl": _words("niet nooit geen zonder niemand nauwelijks"),
}
"""They keep to the next word that says something: "not clean"."""
